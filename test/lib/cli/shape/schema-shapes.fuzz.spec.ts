import fc from 'fast-check';
import type { SchemaShapes } from '../../../../lib/cli/shape/schema-shapes.js';
import type { Shape } from '../../../../lib/cli/shape/shape.js';
import { anySchemas, exactSchemas, targetIn, type AnySchemas } from '../../support/any-schema.js';
import { ValueMaker } from '../../support/any-value.js';
import { fitsShape } from '../../support/fits-shape.js';
import { hasRule } from '../../support/has-rule.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { shapeOfHook, shapesIn } from '../../support/loaded-shapes.js';
import { isLetThrough } from '../../support/standard-answer.js';

const VALUES = 30;
// A seed of its own keeps the runs of everybody alike; a limit keeps the search for a smaller failure within bounds.
const RUNS = { seed: 20_12, numRuns: 300, interruptAfterTimeLimit: 30_000 };

/** What is said of one value: by the schema and the shape. */
interface Verdict {
  readonly value: unknown;
  readonly isValid: boolean;
  readonly fits: boolean;
}

describe('the shape of a schema', () => {
  const folder = new HookspecFolder();
  beforeAll(() => {
    folder.declareWith('k', { on_a: 's.json' });
    folder.write('leaf.json', { type: 'string' });
  });
  afterAll(() => folder.remove());

  /** Judges values that mean to fit. Where ajv strays from the standard, or crashes, it says nothing of the shape. */
  function verdicts(
    schemas: AnySchemas,
    seed: number,
    isOfUse: (shape: Shape, shapes: SchemaShapes) => boolean,
  ): Verdict[] {
    folder.write('s.json', schemas.schema);
    folder.write('n.json', schemas.neighbour);
    const loaded = shapesIn(folder);
    const shape = shapeOfHook(loaded, 'on_a');
    const validate = loaded.sources[0]?.hookspec.hooks.get('on_a')?.validate;
    if (validate === undefined) throw new Error('the hook was not loaded');
    if (!isOfUse(shape, loaded.shapes)) return [];
    const maker = new ValueMaker(schemas, seed);
    return Array.from({ length: VALUES }, () => maker.value()).flatMap((value) => {
      const isValid = isLetThrough(value, schemas.schema, (reference) => targetIn(schemas, reference));
      if (answerOf(validate, value) !== isValid) return [];
      return [{ value, isValid, fits: fitsShape(value, shape, loaded.shapes) }];
    });
  }

  it('fits every value that the schema lets through', () => {
    fc.assert(
      fc.property(anySchemas, fc.nat(), (schemas, seed) => {
        const wrong = verdicts(schemas, seed, () => true).filter(({ isValid, fits }) => isValid && !fits);
        expect(wrong).toEqual([]);
      }),
      RUNS,
    );
  });

  it('fits no other value, when it has no rule and nothing is unexpressed', () => {
    const isWhole = (shape: Shape, shapes: SchemaShapes) => !hasRule(shape, shapes) && shapes.unexpressed.length === 0;
    fc.assert(
      fc.property(exactSchemas, fc.nat(), (schemas, seed) => {
        const wrong = verdicts(schemas, seed, isWhole).filter(({ isValid, fits }) => !isValid && fits);
        expect(wrong).toEqual([]);
      }),
      RUNS,
    );
  });
});

function answerOf(validate: (value: unknown) => unknown, value: unknown): boolean | undefined {
  try {
    return validate(value) === undefined;
  } catch {
    return undefined;
  }
}
