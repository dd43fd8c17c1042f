import fc from 'fast-check';
import { anySchemas, targetIn, type AnySchemas } from '../../support/any-schema.js';
import { ValueMaker } from '../../support/any-value.js';
import { compileTypes } from '../../support/compile-types.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { shapesIn } from '../../support/loaded-shapes.js';
import { isLetThrough } from '../../support/standard-answer.js';
import { typesText } from '../../../../lib/cli/types/types-text.js';

const SCHEMAS = 300;
const VALUES = 12;

/** One schema of many in a folder: its files have names of their own. */
function numbered(part: Record<string, unknown>, index: number): string {
  const files = { s: `s${index}.json`, n: `n${index}.json` };
  return JSON.stringify(part).replaceAll(/"([sn])\.json/g, (_, name: 's' | 'n') => `"${files[name]}`);
}

/** A value as TypeScript has it. */
function literal(value: unknown): string {
  return JSON.stringify(value);
}

describe('the types of a folder of schemas', () => {
  const folder = new HookspecFolder();
  afterAll(() => folder.remove());

  it('take every value that the schemas let through, whatever those say', () => {
    const all: AnySchemas[] = fc.sample(anySchemas, { seed: 20_12, numRuns: SCHEMAS });
    folder.write('leaf.json', { type: 'string' });
    all.forEach(({ schema, neighbour }, index) => {
      folder.write(`s${index}.json`, numbered(schema, index));
      folder.write(`n${index}.json`, numbered(neighbour, index));
    });
    folder.declareWith('k', Object.fromEntries(all.map((_, index) => [`on_${index}`, `s${index}.json`])));
    const { sources, shapes, problems } = shapesIn(folder);
    const text = typesText(sources, shapes, problems);
    problems.throwIfAny();

    const lines = ["import type { HookPayloads } from './types.js';"];
    all.forEach((schemas, index) => {
      const validate = sources[0]?.hookspec.hooks.get(`on_${index}`)?.validate;
      const maker = new ValueMaker(schemas, index);
      const values = Array.from({ length: VALUES }, () => maker.value()).filter((value) => {
        return isLetThrough(value, schemas.schema, (reference) => targetIn(schemas, reference));
      });
      expect(validate).toBeDefined();
      for (const value of new Set(values.map(literal))) {
        lines.push(`export const v${lines.length}: HookPayloads['k']['on_${index}'] = ${value}; // ${index}`);
      }
    });
    expect(lines.length).toBeGreaterThan(SCHEMAS);

    const wrong = compileTypes({ 'types.ts': text, 'values.ts': lines.join('\n') }).map((message) => {
      const line = Number(/^values\.ts:(\d+)/.exec(message)?.[1] ?? 0);
      const index = Number(/\/\/ (\d+)$/.exec(lines[line - 1] ?? '')?.[1] ?? -1);
      return { message, line: lines[line - 1], schemas: all[index] };
    });
    expect(wrong).toEqual([]);
  });
});
