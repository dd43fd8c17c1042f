import { join } from 'node:path';
import { loadHookspecs } from '../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { validatorFor } from '../support/hookspec-problems.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

const NUMBER = { type: 'number' };
const STRING = { type: 'string' };

describe('a schema that refers to', () => {
  it.each([
    ['a neighbour', 'b.json', '', 'must be number'],
    ['a part of a neighbour', 'b.json#/$defs/text', '', 'must be string'],
    ['an anchor of a neighbour', 'b.json#text', '', 'must be string'],
    ['a file in a folder', 'deeper/c.json', '', 'must be boolean'],
  ])('%s is checked with it', (_, $ref, path, reason) => {
    folder.write('a.json', { $ref });
    folder.write('b.json', { ...NUMBER, $defs: { text: { $anchor: 'text', ...STRING } } });
    folder.write('deeper/c.json', { type: 'boolean' });
    expect(validatorFor(folder, 'a.json')(null)).toEqual({ path, reason });
  });

  it.each(['#/$defs/text', '#text', 'a.json#/$defs/text', './a.json#text'])('a part of itself by %s', ($ref) => {
    folder.write('a.json', { properties: { x: { $ref } }, $defs: { text: { $anchor: 'text', ...STRING } } });
    expect(validatorFor(folder, 'a.json')({ x: 5 })).toEqual({ path: '/x', reason: 'must be string' });
  });

  it.each(['https://example.com/v1/a.json#/$defs/text', '/v1/a.json#/$defs/text', '#/$defs/text'])(
    'a part of itself, named by its own absolute $id, by %s',
    ($ref) => {
      const $id = 'https://example.com/v1/a.json';
      folder.write('a.json', { $id, properties: { x: { $ref } }, $defs: { text: STRING } });
      expect(validatorFor(folder, 'a.json')({ x: 5 })).toEqual({ path: '/x', reason: 'must be string' });
    },
  );

  it.each(['https://example.com/v1/b.json', 'b.json', 'https://example.com/v1/b.json#/$defs/number'])(
    'a neighbour, when both name themselves by absolute addresses, by %s',
    ($ref) => {
      folder.write('a.json', { $id: 'https://example.com/v1/a.json', properties: { x: { $ref } } });
      folder.write('b.json', { $id: 'https://example.com/v1/b.json', ...NUMBER, $defs: { number: NUMBER } });
      expect(validatorFor(folder, 'a.json')({ x: 'text' })).toEqual({ path: '/x', reason: 'must be number' });
    },
  );

  it('a neighbour, when its own $id ends in a slash', () => {
    folder.write('a.json', { $id: 'https://example.com/v1/', $ref: 'b.json' });
    folder.write('b.json', NUMBER);
    expect(validatorFor(folder, 'a.json')('text')).toHaveProperty('reason', 'must be number');
  });

  it('a neighbour that refers back is checked all the way round', () => {
    folder.write('a.json', { properties: { b: { $ref: 'b.json' }, n: NUMBER } });
    folder.write('b.json', { properties: { a: { $ref: 'a.json' } } });
    expect(validatorFor(folder, 'a.json')({ b: { a: { b: { a: { n: 'text' } } } } })).toEqual({
      path: '/b/a/b/a/n',
      reason: 'must be number',
    });
  });

  it('a schema inside it that has an $id', () => {
    const $defs = { inner: { $id: 'inner.json', properties: { v: { $ref: '#/$defs/q' } }, $defs: { q: STRING } } };
    folder.write('a.json', { $id: 'https://example.com/a.json', $ref: 'inner.json', $defs });
    expect(validatorFor(folder, 'a.json')({ v: 5 })).toEqual({ path: '/v', reason: 'must be string' });
  });

  it('a schema inside it by an absolute address, though its $id is relative', () => {
    const $defs = { inner: { $id: 'inner.json', ...STRING } };
    folder.write('a.json', { $id: 'https://example.com/a.json', $ref: 'https://example.com/inner.json', $defs });
    expect(validatorFor(folder, 'a.json')(5)).toHaveProperty('reason', 'must be string');
  });

  it('nothing, but holds references in its data, is checked with that data', () => {
    const data = { $ref: 'nothing.json' };
    folder.write('a.json', { enum: [data], examples: [data], default: data });
    const validate = validatorFor(folder, 'a.json');
    expect(validate({ $ref: 'nothing.json' })).toBeUndefined();
    expect(validate({})).toHaveProperty('path', '');
  });

  it('nothing, but has a property named $ref or $id, is checked with those', () => {
    folder.write('a.json', { properties: { $ref: STRING, $id: STRING } });
    const validate = validatorFor(folder, 'a.json');
    expect(validate({ $ref: 'b.json', $id: 'c' })).toBeUndefined();
    expect(validate({ $ref: 5 })).toEqual({ path: '/$ref', reason: 'must be string' });
  });

  it.each(['a b', '50%', '#1', '%41', '~x', 'a~b', 'é', 'a?b', '[id]', '(group)', "it's", 'a+b&c=d'])(
    'neighbours and itself, in a folder named %s',
    (name) => {
      const schema = { properties: { b: { $ref: 'b.json' }, s: { $ref: '#/$defs/s' } }, $defs: { s: STRING } };
      folder.write(`${name}/a.json`, schema);
      folder.write(`${name}/b.json`, NUMBER);
      const validate = validatorFor(folder, `"${name}/a.json"`);
      expect(validate({ b: 'text' })).toEqual({ path: '/b', reason: 'must be number' });
      expect(validate({ s: 5 })).toEqual({ path: '/s', reason: 'must be string' });
    },
  );
});

describe('two files that claim one $id do not meet:', () => {
  const $id = 'https://example.com/event.json';

  it('in one root', () => {
    folder.write('a.json', { $id, ...STRING });
    folder.write('b.json', { $id, ...NUMBER });
    folder.declareWith('k', { on_a: 'a.json', on_b: 'b.json' });
    const hooks = loadHookspecs([folder.path])[0]?.hooks;
    expect(hooks?.get('on_a')?.validate('text')).toBeUndefined();
    expect(hooks?.get('on_b')?.validate('text')).toHaveProperty('reason', 'must be number');
  });

  it('in two roots, where references to it stay in their own', () => {
    for (const [root, schema] of Object.entries({ one: STRING, two: NUMBER })) {
      folder.write(`${root}/event.json`, { $id, ...schema });
      folder.write(`${root}/a.json`, { $id: 'https://example.com/a.json', $ref: $id });
      folder.declareWith(`${root}/${root}`, { on_a: 'a.json' });
      folder.write(`${root}/${root}.yaml`, hookspecOf(root));
    }
    const [one, two] = loadHookspecs([join(folder.path, 'one'), join(folder.path, 'two')]);
    expect(one?.hooks.get('on_a')?.validate(5)).toHaveProperty('reason', 'must be string');
    expect(two?.hooks.get('on_a')?.validate('text')).toHaveProperty('reason', 'must be number');
  });

  it('inside them, when a schema is bundled into both', () => {
    const bundle = (schema: object) => ({ properties: { event: { $ref: $id } }, $defs: { event: { $id, ...schema } } });
    folder.write('a.json', { ...bundle(STRING), not: { $ref: 'b.json', required: ['b'] } });
    folder.write('b.json', bundle(NUMBER));
    folder.declareWith('k', { on_a: 'a.json', on_b: 'b.json' });
    const hooks = loadHookspecs([folder.path])[0]?.hooks;
    expect(hooks?.get('on_a')?.validate({ event: 5 })).toEqual({ path: '/event', reason: 'must be string' });
    expect(hooks?.get('on_b')?.validate({ event: 'text' })).toEqual({ path: '/event', reason: 'must be number' });
  });

  it('one being bundled into the other, which lies beside it', () => {
    folder.write('a.json', { $ref: 'b.json', $defs: { b: { $id: 'b.json', ...STRING } } });
    folder.write('b.json', NUMBER);
    folder.declareWith('k', { on_a: 'a.json', on_b: 'b.json' });
    const hooks = loadHookspecs([folder.path])[0]?.hooks;
    expect(hooks?.get('on_a')?.validate(5)).toHaveProperty('reason', 'must be string');
    expect(hooks?.get('on_b')?.validate('text')).toHaveProperty('reason', 'must be number');
  });

  function hookspecOf(kind: string): string {
    const hook = '{ name: on_a, dispatch: broadcast_notify, input_schema: a.json }';
    return `kind: ${kind}\nkind_api_version: 1.0.0\nhooks: [${hook}]\n`;
  }
});
