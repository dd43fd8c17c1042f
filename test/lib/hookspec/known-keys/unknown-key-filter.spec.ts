import { loadCompiled } from '../../../../lib/hookspec/compiled/compiled-loader.js';
import { loadHookspecs } from '../../../../lib/hookspec/hookspec-loader.js';
import type { HookDeclaration, Hookspec } from '../../../../lib/hookspec/hookspec.js';
import type { KeyTable } from '../../../../lib/hookspec/known-keys/key-table.js';
import { unknownKeyFilter } from '../../../../lib/hookspec/known-keys/unknown-key-filter.js';
import { compileFolder } from '../../support/compile-folder.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { KNOWN_KEY_CASES, NEIGHBOURS } from '../../support/known-key-cases.js';

const EXTRA_SCHEMAS = {
  mixed: {
    anyOf: [
      { properties: { kind: { const: 'strict' }, inner: { $ref: '#/$defs/inner' } }, additionalProperties: false },
      { properties: { kind: { const: 'free' }, inner: { $ref: '#/$defs/inner' } }, required: ['kind'] },
    ],
    $defs: { inner: { properties: { a: true }, additionalProperties: false } },
  },
  deep: { properties: { next: { $ref: '#' }, all: { items: { $ref: '#' } } }, additionalProperties: false },
  patterns: {
    properties: { s: { type: 'string' } },
    patternProperties: { '^(x+)+y$': true },
    additionalProperties: false,
  },
  manyPatterns: {
    patternProperties: Object.fromEntries(
      Array.from({ length: 10 }, (_, bit) => [`^.{${bit}}1`, { properties: { [`p${bit}`]: true } }]),
    ),
    additionalProperties: { properties: { none: true } },
    properties: { closed: { additionalProperties: false } },
  },
} as const;

const folder = new HookspecFolder();
const declared: Record<'read' | 'compiled', Hookspec | undefined> = { read: undefined, compiled: undefined };
beforeAll(async () => {
  for (const [name, schema] of Object.entries({ ...NEIGHBOURS, ...EXTRA_SCHEMAS })) {
    folder.write(name.endsWith('.json') ? name : `${name}.json`, schema);
  }
  KNOWN_KEY_CASES.forEach(({ schema }, index) => folder.write(`case_${index}.json`, schema));
  const names = [...KNOWN_KEY_CASES.map((_, index) => `case_${index}`), ...Object.keys(EXTRA_SCHEMAS)];
  folder.declareWith('k', Object.fromEntries(names.map((name) => [`on_${name.toLowerCase()}`, `${name}.json`])));
  [declared.read] = loadHookspecs([folder.path]);
  [declared.compiled] = loadCompiled([await compileFolder(folder)]);
});
afterAll(() => folder.remove());

describe.each(['read', 'compiled'] as const)(
  'a payload without the keys that a hookspec which is %s does not know',
  (how) => {
    function hookOf(name: string): HookDeclaration {
      const hook = declared[how]?.hooks.get(`on_${name.toLowerCase()}`);
      if (hook === undefined) throw new Error(`there is no hook of ${name}`);
      return hook;
    }

    it.each(KNOWN_KEY_CASES.map((known, index) => ({ ...known, index })))('$title', ({ payload, left, index }) => {
      const { withoutUnknownKeys } = hookOf(`case_${index}`);
      const given: unknown = JSON.parse(payload);
      expect(JSON.stringify(withoutUnknownKeys(given))).toBe(left);
      expect(JSON.stringify(given)).toBe(payload);
      const known: unknown = JSON.parse(left);
      expect(withoutUnknownKeys(known)).toBe(known);
    });

    it('is the payload itself where it is valid: a key may be data to the branch that is met', () => {
      const payload = { kind: 'free', data: 1 };
      expect(hookOf('mixed').withoutUnknownKeys(payload)).toBe(payload);
      expect(hookOf('mixed').withoutUnknownKeys({ kind: 'strict', data: 1 })).toEqual({ kind: 'strict' });
    });

    it('holds the very objects in which nothing was unknown', () => {
      const payload = { next: { all: [{}, {}] }, all: [{ next: {} }, { z: 1 }], z: 1 };
      const left = hookOf('deep').withoutUnknownKeys(payload) as typeof payload;
      expect(left).toEqual({ next: { all: [{}, {}] }, all: [{ next: {} }, {}] });
      expect(left.next).toBe(payload.next);
      expect(left.all[0]).toBe(payload.all[0]);
    });

    it.each([
      ['objects', '{"next":', '{"z":1}', '}'],
      ['lists', '{"all":[', '{"z":1}', ']}'],
    ])('is the payload itself when it nests deeper than the stack: %s', (_, open, inner, close) => {
      const payload: unknown = JSON.parse(open.repeat(50_000) + inner + close.repeat(50_000));
      expect(hookOf('deep').withoutUnknownKeys(payload) === payload).toBe(true);
    });

    it.each([null, true, 7, 'text', [], [[{ z: 1 }]]])('is the payload itself where no object is: %j', (payload) => {
      expect(hookOf('deep').withoutUnknownKeys(payload)).toBe(payload);
    });

    it('is found soon in a payload of a mebibyte', () => {
      const payload = { all: Array.from({ length: 40_000 }, (_, index) => ({ next: {}, z: `${index}` })) };
      const left = hookOf('deep').withoutUnknownKeys(payload) as typeof payload;
      expect(left.all).toHaveLength(40_000);
      expect(left.all.every((item) => JSON.stringify(item) === '{"next":{}}')).toBe(true);
    });

    it('is found in time linear in a key, whatever its pattern', () => {
      expect(hookOf('patterns').withoutUnknownKeys({ ['x'.repeat(5_000)]: 1, xxy: 2 })).toEqual({ xxy: 2 });
    });

    it('is the payload itself when its keys take too long to be matched', () => {
      const payload = { ['x'.repeat(10_000_000)]: 1 };
      // Not compared by Jest, which would print it.
      expect(hookOf('patterns').withoutUnknownKeys(payload) === payload).toBe(true);
      expect(hookOf('patterns').withoutUnknownKeys({ x: 1 })).toEqual({});
    });

    it('is found with work of its own: what it took to check the payload is not held against it', () => {
      // Matching it a second time would be too much.
      expect(hookOf('patterns').withoutUnknownKeys({ ['x'.repeat(1_000_000)]: 1 })).toEqual({});
    });

    it('is right for more combinations of patterns than are remembered', () => {
      const keys = Array.from({ length: 1_024 }, (_, bits) => bits.toString(2).padStart(10, '0'));
      const payload = { ...Object.fromEntries(keys.map((key) => [`k${key}`, { z: 1 }])), closed: { z: 1 } };
      expect(hookOf('manyPatterns').withoutUnknownKeys(payload)).toEqual({ ...payload, closed: {} });
    });
  },
);

describe('the filter of unknown keys', () => {
  const table: KeyTable = [{}, { properties: [['a', 0]], isClosed: true }];
  const refuse = () => ({ path: '', reason: 'no' });

  it('makes its table at the first use, once', () => {
    let made = 0;
    const filter = unknownKeyFilter(refuse, () => {
      made++;
      return table;
    });
    expect(made).toBe(0);
    expect([filter({ a: 1, z: 1 }), filter({ z: 1 })]).toEqual([{ a: 1 }, {}]);
    expect(made).toBe(1);
  });

  it('looks at no payload of a schema that closes nothing, and asks for its table once', () => {
    let asked = 0;
    const validate = () => {
      throw new Error('is looked at');
    };
    const filter = unknownKeyFilter(validate, () => {
      asked++;
      return undefined;
    });
    const payload = { z: 1 };
    expect([filter(payload), filter(payload)]).toEqual([payload, payload]);
    expect(asked).toBe(1);
  });

  it('throws nothing of what happens to it', () => {
    const payload = { z: 1 };
    const fail = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    expect(unknownKeyFilter(fail, () => table)(payload)).toBe(payload);
    expect(unknownKeyFilter(refuse, fail)(payload)).toBe(payload);
  });
});
