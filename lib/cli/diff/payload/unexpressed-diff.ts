import { placeInside, placeOfFile, type SchemaPlace } from '../../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../../hookspec/schema-targets.js';
import { walkSchema } from '../../../hookspec/walk-schema.js';
import type { Unexpressed } from '../../shape/schema-shapes.js';
import { schemaText } from '../../shape/schema-text.js';

/** What the shapes of one side do not say. */
export interface UnexpressedSide {
  readonly unexpressed: readonly Unexpressed[];
  readonly targets: SchemaTargets;
}

/** Compares, as it is written, what neither shapes nor rules say. `undefined` when nothing of it changed. */
export function unexpressedDiff(
  old: UnexpressedSide,
  next: UnexpressedSide,
): { readonly what: string; readonly place: SchemaPlace } | undefined {
  const [before, after] = [textsOf(old), textsOf(next)];
  const added = [...after].find(([text]) => !before.has(text));
  const gone = [...before].find(([text]) => !after.has(text));
  const found = (added ?? gone)?.[1];
  if (found === undefined) return undefined;
  const what = `has a schema whose '${found.keyword}' is only compared as it is written, and something in it changed: which values that lets in or keeps out cannot be decided`;
  return { what, place: found.place };
}

function textsOf({ unexpressed, targets }: UnexpressedSide): Map<string, Unexpressed> {
  const uncompared = unexpressed.filter(({ isRule }) => !isRule);
  return new Map(
    uncompared.map((one) => {
      const text = one.keyword === '$dynamicRef' ? fileText(one.place, targets) : schemaText(one.place, targets);
      return [`${one.keyword} ${text}`, one];
    }),
  );
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
