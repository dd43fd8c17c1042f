import { Socket } from 'node:net';
import { jest } from '@jest/globals';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt, problemsOf } from '../support/hookspec-problems.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

/** Writes schema files, declares a hook for each named one and returns what is wrong. */
function problemsWith(files: Readonly<Record<string, unknown>>, ...hooks: readonly string[]): string[] {
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  folder.declareWith('k', Object.fromEntries(hooks.map((schema, index) => [`on_${index}`, schema])));
  return problemsOf(folder);
}

describe('a reference is blamed at its place', () => {
  const at = ($ref: string) => `{\n  "properties": {\n    "x": { "$ref": "${$ref}" }\n  }\n}`;

  it.each([
    ['nothing.json', 'does not exist'],
    ['nothing.json#/$defs/x', 'does not exist'],
    ['deeper', 'not a regular file'],
    ['../../outside.json', 'leaves the hookspec root', 'does not exist'],
    ['file:///dev/zero', 'leaves the hookspec root'],
    ['https://example.com/b.json', 'nothing is ever fetched'],
    ['//example.com/b.json', 'nothing is ever fetched'],
    ['urn:example:b', 'nothing is ever fetched'],
    ['%00.json', 'cannot be opened'],
  ])('when it is %s', ($ref, ...reasons) => {
    const [problem, ...rest] = problemsWith({ 'a.json': at($ref), 'deeper/x.json': {} }, 'a.json');
    expect(rest).toEqual([]);
    expect(problem).toEqual(problemAt('a.json:3:20', `'${$ref}'`));
    expect(reasons.some((reason) => problem?.includes(reason))).toBe(true);
  });

  it.each(['%FF.json', '%zz.json', 'http://[', 'https://example.com:99999/'])('when it is no address: %s', ($ref) => {
    expect(problemsWith({ 'a.json': at($ref) }, 'a.json')).toEqual([problemAt('a.json:3:20', `'${$ref}'`)]);
  });

  it.each(['#/$defs/x', '#nothing', 'a.json#/$defs/x', 'b.json#/$defs/x', 'b.json#nothing'])(
    'when its fragment does not exist: %s',
    ($ref) => {
      expect(problemsWith({ 'a.json': at($ref), 'b.json': {} }, 'a.json')).toEqual([
        problemAt('a.json:3:20', $ref.slice($ref.indexOf('#')), 'leads nowhere'),
      ]);
    },
  );

  it.each(['inner.json#/$defs/x', 'inner.json#nothing'])(
    'when a schema inside its file that has an $id has no such part: %s',
    ($ref) => {
      const text = `{\n  "$ref": "${$ref}",\n  "$defs": { "i": { "$id": "inner.json" }, "x": {} }\n}`;
      expect(problemsWith({ 'a.json': text }, 'a.json')).toEqual([problemAt('a.json:2:11', 'leads nowhere')]);
    },
  );

  it('when it goes out from a schema with an $id, which has no such part, though the file has', () => {
    const text = '{ "$defs": { "x": {}, "i": {\n  "$id": "inner.json",\n  "not": { "$ref": "#/$defs/x" }\n} } }';
    expect(problemsWith({ 'a.json': text }, 'a.json')).toEqual([problemAt('a.json:3:20', 'leads nowhere')]);
  });

  it('when it shares its fragment with a good one', () => {
    const refs = ['b.json#/$defs/x', 'c.json#/$defs/x', '#/$defs/x'];
    const text = `{ "allOf": [\n${refs.map(($ref) => `  { "$ref": "${$ref}" }`).join(',\n')}\n], "$defs": { "x": {} } }`;
    const files = { 'a.json': text, 'b.json': { $defs: { x: {} } }, 'c.json': {} };
    expect(problemsWith(files, 'a.json')).toEqual([problemAt('a.json:3:13', 'leads nowhere')]);
  });

  it('when it stands in a neighbour', () => {
    expect(problemsWith({ 'a.json': { $ref: 'b.json' }, 'b.json': at('#/$defs/x') }, 'a.json')).toEqual([
      problemAt('b.json:3:20', 'leads nowhere'),
    ]);
  });

  it('once, however many hooks and files lead to it', () => {
    const files = { 'a.json': { $ref: 'b.json' }, 'b.json': at('#/$defs/x') };
    expect(problemsWith(files, 'a.json', 'b.json', 'b.json')).toEqual([problemAt('b.json:3:20', 'leads nowhere')]);
  });

  it('once, when a neighbour refers back', () => {
    const a = '{ "allOf": [\n  { "$ref": "b.json" },\n  { "$ref": "nothing.json" }\n] }';
    const files = { 'a.json': a, 'b.json': { properties: { a: { $ref: 'a.json' } } } };
    expect(problemsWith(files, 'a.json', 'b.json')).toEqual([problemAt('a.json:3:13', 'does not exist')]);
  });

  it('together with all others of its file', () => {
    const refs = ['#/$defs/p', '#/$defs/q', 'nothing.json', 'https://example.com/'];
    const text = `{ "allOf": [\n${refs.map(($ref) => `  { "$ref": "${$ref}" }`).join(',\n')}\n] }`;
    expect(problemsWith({ 'a.json': text }, 'a.json')).toEqual(
      [2, 3, 4, 5].map((line) => problemAt(`a.json:${line}:13`)),
    );
  });

  it('and not where it leads, when the neighbour is itself broken', () => {
    const files = { 'a.json': { $ref: 'b.json' }, 'b.json': '{ "type": 5 }' };
    expect(problemsWith(files, 'a.json')).toEqual([problemAt('b.json:1:11', 'type')]);
  });
});

describe('nothing is fetched', () => {
  afterEach(() => jest.restoreAllMocks());

  it('when a schema refers to another host: no socket is opened', () => {
    const connect = jest.spyOn(Socket.prototype, 'connect');
    const files = { 'a.json': { $ref: 'http://127.0.0.1:9/b.json' }, 'b.json': { $schema: 'http://127.0.0.1:9/s' } };
    expect(problemsWith(files, 'a.json', 'b.json')).toHaveLength(2);
    expect(connect).not.toHaveBeenCalled();
  });
});
