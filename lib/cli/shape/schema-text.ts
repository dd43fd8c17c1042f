import { placeInside, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import { isRecord, MAP_OF_SCHEMAS } from '../../hookspec/walk-schema.js';
import { ANNOTATIONS } from '../annotations.js';

/** Keywords that check nothing. */
const WORDS: ReadonlySet<string> = new Set([
  ...ANNOTATIONS,
  '$anchor',
  '$defs',
  '$dynamicAnchor',
  '$id',
  '$schema',
  'definitions',
]);

/** How schemas are written that others refer to. */
interface References {
  /** What stands for a schema that is not written again. */
  readonly mark: (schema: unknown) => string | undefined;
  /** How references are written inside a schema. */
  readonly within: (schema: unknown) => References;
}

const MAX_PARTS = 10_000;

/**
 * What a schema demands, as one text that stays the same when keys, or values of an `enum`, change places, words change, or a part moves behind a
 * reference. Where schemas refer to others in so many ways that no text could hold it, the last does not hold.
 */
export function schemaText(place: SchemaPlace, targets: SchemaTargets): string {
  const inFull = new SchemaText(targets, MAX_PARTS).of(place, unfolded([]));
  return inFull ?? new SchemaText(targets, Infinity).of(place, onceEach()) ?? '';
}

/** A schema is written wherever it is referred to. One may hold itself: how many schemas further out is the same in every copy. */
function unfolded(around: readonly unknown[]): References {
  return {
    mark: (schema) => (around.includes(schema) ? `"^${around.indexOf(schema)}"` : undefined),
    within: (schema) => unfolded([schema, ...around]),
  };
}

/** A schema is written where it is first referred to, and has a number from then on. */
function onceEach(): References {
  const numbers = new Map<unknown, number>();
  const references: References = {
    mark: (schema) => (numbers.has(schema) ? `"@${numbers.get(schema)}"` : undefined),
    within: (schema) => {
      numbers.set(schema, numbers.size);
      return references;
    },
  };
  return references;
}

class SchemaText {
  constructor(
    private readonly targets: SchemaTargets,
    private partsLeft: number,
  ) {}

  /** `undefined` when it has too many parts. */
  of(place: SchemaPlace, references: References): string | undefined {
    const text = this.textOf(place, references);
    return this.partsLeft < 0 ? undefined : text;
  }

  private textOf(place: SchemaPlace, references: References): string {
    const { schema } = place;
    if (--this.partsLeft < 0) return '';
    if (Array.isArray(schema)) {
      const texts = schema.map((_, index) => this.textOf(placeInside(place, index), references));
      return `[${(isInAnyOrder(place) ? texts.toSorted() : texts).join()}]`;
    }
    if (!isRecord(schema)) return JSON.stringify(schema);
    const holds = holdsIn(place);
    const keys = Object.keys(schema).filter((key) => holds !== 'keywords' || !WORDS.has(key));
    const target = holds === 'keywords' ? this.targets.of(place) : undefined;
    if (target !== undefined && keys.length === 1) return this.targetText(target, references);
    const members = keys.toSorted().map((key) => {
      const isReference = key === '$ref' && target !== undefined;
      const inner = isReference
        ? this.targetText(target, references)
        : this.textOf(placeInside(place, key), references);
      return `${JSON.stringify(key)}:${inner}`;
    });
    return `{${members.join()}}`;
  }

  private targetText(target: SchemaPlace, references: References): string {
    return references.mark(target.schema) ?? this.textOf(target, references.within(target.schema));
  }
}

/** What the keys of an object in a schema file are: only keywords can be words that check nothing. */
function holdsIn({ path }: Pick<SchemaPlace, 'path'>): 'data' | 'keywords' | 'names' {
  let holds: 'data' | 'keywords' | 'names' = 'keywords';
  for (const key of path) {
    if (holds === 'names') holds = 'keywords';
    else if (DATA.has(key)) return 'data';
    else if (MAP_OF_SCHEMAS.has(key)) holds = 'names';
  }
  return holds;
}

/** Whether it does not matter in which order the parts of a list stand. */
function isInAnyOrder({ path }: SchemaPlace): boolean {
  const isKeyword = (end: number) => holdsIn({ path: path.slice(0, end) }) === 'keywords';
  return (UNORDERED.has(path.at(-1)) && isKeyword(-1)) || (UNORDERED_INSIDE.has(path.at(-2)) && isKeyword(-2));
}

const UNORDERED: ReadonlySet<unknown> = new Set(['allOf', 'anyOf', 'enum', 'oneOf', 'required', 'type']);
const UNORDERED_INSIDE: ReadonlySet<unknown> = new Set(['dependencies', 'dependentRequired']);
const DATA: ReadonlySet<unknown> = new Set(['const', 'default', 'dependentRequired', 'enum', 'examples']);
