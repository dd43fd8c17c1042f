import { placeInside, placeOfFile, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import { walkSchema } from '../../hookspec/walk-schema.js';
import { schemaText } from './schema-text.js';
import type { Shape } from './shape.js';

/** Something that a schema says and its shape does not, which is therefore wider. */
export interface Unexpressed {
  readonly place: SchemaPlace;
  readonly keyword: string;
}

const BEGINNING = 'unexpressed ';
const UNEVALUATED = ['unevaluatedProperties', 'unevaluatedItems'] as const;

/** The keyword that a rule of {@link unexpressedRules} is about; `undefined` for other rules. */
export function unexpressedKeyword(rule: string): string | undefined {
  return rule.startsWith(BEGINNING) ? rule.split(' ', 2)[1] : undefined;
}

/**
 * Rules that hold a schema as it is written, for keywords of it that its shape says too little of: two such shapes are of
 * the same values when their rules are the same.
 *
 * @param keywords those of which something was left out
 * @param shape what came out. When something was left out of a branch, `unevaluatedProperties` may have been wrong about it
 */
export function unexpressedRules(
  keywords: ReadonlySet<string>,
  shape: Shape,
  place: SchemaPlace,
  schema: object,
  targets: SchemaTargets,
): string[] {
  const rest = UNEVALUATED.find((keyword) => keyword in schema);
  const isAffected = keywords.size > 0 || shape.some(({ limits }) => [...limits.rules].some(isUnexpressed));
  const own = rest !== undefined && isAffected ? [rest, ...keywords].filter(isWhole(rest)) : [...keywords];
  return own.map((keyword) => {
    const text = keyword === '$dynamicRef' ? fileText(place, targets) : schemaText(place, targets);
    return `${BEGINNING}${keyword} ${text}`;
  });
}

function isUnexpressed(rule: string): boolean {
  return unexpressedKeyword(rule) !== undefined;
}

/** One text of the schema is enough, but for what stands elsewhere. */
function isWhole(one: string): (keyword: string) => boolean {
  return (keyword) => keyword === one || keyword === '$dynamicRef';
}

/** What a `$dynamicRef` leads to depends on the way to it: anything in its file may matter. */
function fileText({ file }: SchemaPlace, targets: SchemaTargets): string {
  const whole = placeOfFile(file);
  const texts: string[] = [];
  walkSchema(
    whole.schema,
    (_, path) => {
      if (path.length === 0 || path.at(-2) === '$defs') texts.push(schemaText(placeInside(whole, ...path), targets));
    },
    undefined,
  );
  return texts.toSorted().join(' ');
}
