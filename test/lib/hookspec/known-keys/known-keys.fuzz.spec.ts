import fc from 'fast-check';
import { loadCompiled } from '../../../../lib/hookspec/compiled/compiled-loader.js';
import { loadHookspecs } from '../../../../lib/hookspec/hookspec-loader.js';
import type { HookDeclaration, Hookspec } from '../../../../lib/hookspec/hookspec.js';
import { anyKey } from '../../support/any-payload.js';
import { anySchemas } from '../../support/any-schema.js';
import { compileFolder } from '../../support/compile-folder.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { newerPayloads, versionedSchemas, type VersionedSchema } from '../../support/versioned-schema.js';

const SCHEMAS_A_RUN = 60;

/** The hooks `on_0`, `on_1`, … of a folder, as they are when they are read and when they are compiled. */
async function loadBoth(
  folder: HookspecFolder,
  count: number,
): Promise<[read: HookDeclaration, compiled: HookDeclaration][]> {
  const names = Array.from({ length: count }, (_, index) => `on_${index}`);
  folder.declareWith('k', Object.fromEntries(names.map((name, index) => [name, `${index}/s.json`])));
  const [read] = loadHookspecs([folder.path]);
  const [compiled] = loadCompiled([await compileFolder(folder)]);
  return names.map((name) => [hookIn(read, name), hookIn(compiled, name)]);
}

function hookIn(hookspec: Hookspec | undefined, name: string): HookDeclaration {
  const hook = hookspec?.hooks.get(name);
  if (hook === undefined) throw new Error(`there is no hook ${name}`);
  return hook;
}

describe('payloads of a newer version of a random schema', () => {
  const folder = new HookspecFolder();
  afterAll(() => folder.remove());

  it('are what they would be without what is new, and valid; what has nothing new is itself', async () => {
    const schemas: readonly VersionedSchema[] = fc.sample(versionedSchemas, { seed: 3, numRuns: SCHEMAS_A_RUN });
    schemas.forEach(({ schema }, index) => folder.write(`${index}/s.json`, schema));
    const hooks = await loadBoth(folder, SCHEMAS_A_RUN);
    let withNews = 0;
    const payloads = fc
      .nat(SCHEMAS_A_RUN - 1)
      .chain((index) => newerPayloads(schemas[index]).map((pair) => ({ index, ...pair })));
    fc.assert(
      fc.property(payloads, ({ index, known, newer }) => {
        for (const hook of hooks[index] ?? []) {
          expect(hook.validate(known)).toBeUndefined();
          expect(hook.withoutUnknownKeys(known)).toBe(known);
          const before = JSON.stringify(newer);
          const left = hook.withoutUnknownKeys(newer);
          expect(JSON.stringify(left)).toBe(JSON.stringify(known));
          expect(hook.validate(left)).toBeUndefined();
          expect(JSON.stringify(newer)).toBe(before);
          withNews += Number(left !== newer);
        }
      }),
      { seed: 3, numRuns: 2_000 },
    );
    // Else nothing was left out.
    expect(withNews).toBeGreaterThan(1_000);
  });
});

const likelyKeys = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'x1', 'z') },
  { weight: 1, arbitrary: anyKey },
);
const { likely } = fc.letrec<{ likely: unknown }>((tie) => ({
  likely: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom<unknown>('', 'a', 'x1', 0, 1, 2, true, null),
    fc.array(tie('likely'), { maxLength: 3 }),
    fc.dictionary(likelyKeys, tie('likely'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

function isValid({ validate }: HookDeclaration, payload: unknown): boolean {
  try {
    return validate(payload) === undefined;
  } catch {
    // ajv compares by `toString`, which may be a key.
    return false;
  }
}

/** Whether a value is another one, but for keys that are gone. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) return part === whole;
  if (Array.isArray(part) !== Array.isArray(whole)) return false;
  if (Array.isArray(part) && part.length !== Object.keys(whole).length) return false;
  const others = new Map<string, unknown>(Object.entries(whole));
  return Object.entries(part).every(([key, value]) => others.has(key) && isPartOf(value, others.get(key)));
}

describe('payloads of any random schema', () => {
  const folder = new HookspecFolder();
  afterAll(() => folder.remove());

  it('lose nothing but keys, nothing a second time, and nothing when they are valid; read or compiled', async () => {
    const schemas = fc.sample(anySchemas, { seed: 11, numRuns: SCHEMAS_A_RUN });
    schemas.forEach(({ schema, neighbour }, index) => {
      folder.write(`${index}/s.json`, schema);
      folder.write(`${index}/n.json`, neighbour);
      folder.write(`${index}/leaf.json`, { type: 'string' });
    });
    const hooks = await loadBoth(folder, SCHEMAS_A_RUN);
    let changed = 0;
    fc.assert(
      fc.property(fc.nat(SCHEMAS_A_RUN - 1), likely, (index, payload) => {
        const lefts = (hooks[index] ?? []).map((hook) => {
          const left = hook.withoutUnknownKeys(payload);
          expect(isPartOf(left, payload)).toBe(true);
          expect(hook.withoutUnknownKeys(left)).toBe(left);
          if (isValid(hook, payload)) expect(left).toBe(payload);
          return JSON.stringify(left);
        });
        expect(lefts[0]).toBe(lefts[1]);
        changed += Number(lefts[0] !== JSON.stringify(payload));
      }),
      { seed: 11, numRuns: 6_000 },
    );
    expect(changed).toBeGreaterThan(100);
  });
});
