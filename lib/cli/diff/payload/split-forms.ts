import { isNowhereNarrower, isNowhereWider, type Finding, type ShapeChange } from './comparison.js';

/** As many forms, and changes of each, as people want to read of. */
const MAX_TOLD = 4;

/** What is the same in all forms that one was split into, and what is not. */
export interface Split {
  readonly common: readonly ShapeChange[];
  readonly other: Finding | undefined;
}

/**
 * What changed in a form that was split into several: what only one of them refuses another one may let through.
 *
 * @param changes what changed from it to each of them, the one that it was paired with first
 */
export function splitForms(changes: readonly (readonly ShapeChange[])[]): Split {
  const [first = [], ...others] = changes;
  const isIn = (change: ShapeChange, all: readonly ShapeChange[]) => all.some((one) => keyOf(one) === keyOf(change));
  const common = first.filter((change) => others.every((all) => isIn(change, all)));
  const rest = changes.map((all) => all.filter((change) => !isIn(change, common)));
  const [own = []] = rest;
  if (own.length === 0) return { common, other: undefined };
  const what = rest.slice(0, MAX_TOLD).map((all, index) => {
    const told = all.slice(0, MAX_TOLD).map((change) => `${change.path} ${change.what}`);
    const words = [...told, ...(all.length > MAX_TOLD ? ['more'] : [])].join(', and ');
    return `${index === 0 ? 'In one of them' : 'In another one'} ${words === '' ? 'nothing changed' : words}`;
  });
  return {
    common,
    other: {
      code: 'form-removed',
      what: `has ${changes.length} forms where it had one. ${what.join('. ')}`,
      narrows: !isNowhereNarrower(own),
      widens: !isNowhereWider(own),
      keywords: [['oneOf'], ['anyOf'], ['if']],
    },
  };
}

function keyOf({ code, path, what, narrows, widens }: ShapeChange): string {
  return JSON.stringify([code, path, what, narrows, widens]);
}
