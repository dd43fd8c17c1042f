import { isRecord } from '../../../../lib/hookspec/walk-schema.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { compileTypes } from '../../support/compile-types.js';
import { typesIn } from '../../support/loaded-shapes.js';

const TITLES = [
  ['Request event', 'RequestEvent'],
  ['request_event', 'RequestEvent'],
  ['HTTP-request', 'HTTPRequest'],
  ['123', '_123'],
  ['string', 'String'],
  ['any', 'Any'],
  ['default', 'Default'],
  ['Object', 'Object'],
  ['Delivery', 'Delivery'],
  ['HookPayload', 'HookPayload'],
  ['HookRegistry', 'HookRegistry'],
  ['constructor', 'Constructor'],
  ['__proto__', 'Proto'],
  ['Заказ создан', 'ЗаказСоздан'],
  ['注文', '注文'],
  ['e\u0301tat', 'État'],
  ['a*/b\n`c`', 'ABC'],
  ['', 'SomeFile'],
  ['🎉', 'SomeFile'],
];

describe('the name of a type', () => {
  let folder: HookspecFolder;
  beforeEach(() => (folder = new HookspecFolder()));
  afterEach(() => folder.remove());

  function namesOf(files: Record<string, unknown>): { names: string[]; problems: string[]; text: string } {
    for (const [name, schema] of Object.entries(files)) folder.write(name, schema);
    folder.declareWith('k', Object.fromEntries(Object.keys(files).map((name, index) => [`on_${index}`, name])));
    const { text, problems } = typesIn(folder);
    const names = Array.from(text.matchAll(/^export (?:type|interface) (\S+)/gm), ([, name = '']) => name);
    return { names: names.filter((name) => name !== 'HookPayloads'), problems, text };
  }

  it.each(TITLES)('of a schema titled %j is %s', (title, name) => {
    expect(namesOf({ 'some-file.schema.json': { title, type: 'object' } })).toMatchObject({
      names: [name],
      problems: [],
    });
  });

  it('is one that TypeScript takes, whatever the title', () => {
    const files = TITLES.map(([title], index): [string, unknown] => [`f${index}.json`, { title, type: 'object' }]);
    // Two of the titles come to one name.
    const { text, problems } = namesOf(
      Object.fromEntries(files.filter(([, schema]) => !isRecord(schema) || schema['title'] !== 'request_event')),
    );
    expect(problems).toEqual([]);
    expect(compileTypes({ 'types.ts': text })).toEqual([]);
  });

  it.each([
    ['order.json', 'Order'],
    ['order.placed.schema.json', 'OrderPlaced'],
    ['2fa.json', '_2fa'],
    ['🎉.json', 'Payload'],
  ])('of a schema without a title in %s is %s', (file, name) => {
    expect(namesOf({ [file]: { type: 'object' } }).names).toEqual([name]);
  });

  it.each([
    ['$defs', 'money', 'PMoney'],
    ['$defs', 'items', 'PItems'],
    ['$defs', '$defs', 'P$defs'],
    ['$defs', '2', 'P2'],
    ['$defs', '🎉', 'PU1F389'],
    ['definitions', 'a b', 'PAB'],
    ['properties', 'money', 'PMoney'],
  ])('of a schema in %s called %j is that of its file and its key: %s', (keyword, key, name) => {
    const holder = { [keyword]: { [key]: { type: 'string' } } };
    const schema = { ...holder, anyOf: [{ $ref: `#/${keyword}/${encodeURIComponent(key)}` }] };
    expect(namesOf({ 'p.json': schema })).toMatchObject({ names: ['P', name], problems: [] });
  });

  it('of a schema further in has the names on the way, keywords or not', () => {
    const $defs = { properties: { $defs: { x: { type: 'string' } } } };
    const schema = { $defs, anyOf: [{ $ref: '#/$defs/properties/$defs/x' }] };
    expect(namesOf({ 'p.json': schema }).names).toEqual(['P', 'PPropertiesX']);
  });

  it('of what an array holds differs from that of the array', () => {
    const schema = { type: 'array', items: { type: 'array', items: { $ref: '#/items' } } };
    expect(namesOf({ 'p.json': schema })).toMatchObject({ names: ['P', 'PItems'], problems: [] });
  });

  it('may be that of two schemas that say the same, and then there is one type', () => {
    const money = { title: 'Money', type: 'object', required: ['amount'] };
    expect(namesOf({ 'a.json': money, 'b.json': money })).toMatchObject({ names: ['Money'], problems: [] });
  });

  it('may not be that of two schemas that say different things: each is named with its place', () => {
    const { problems } = namesOf({ 'a.json': { title: 'Money' }, 'b.json': { type: 'string', title: 'money' } });
    expect(problems).toEqual([
      "b.json:3:12 the type 'Money' is made of this schema and of the one at a.json:2:12: give one of them another title",
    ]);
  });

  it('may not be that of the list of all payloads', () => {
    expect(namesOf({ 'a.json': { title: 'hook payloads' } }).problems).toEqual([
      "a.json:2:12 the type of this schema cannot be called 'HookPayloads', as the list of all payloads is: give it another title",
    ]);
  });
});
