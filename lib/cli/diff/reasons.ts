import type { Breaks } from './change.js';
import type { ShapeChange } from './payload/comparison.js';

/** Who makes a value, and who reads it. */
export interface Roles {
  readonly writers: 'publishers' | 'subscribers';
  readonly readers: 'publishers' | 'subscribers';
}

/** Publishers make payloads. */
export const OF_PAYLOAD: Roles = { writers: 'publishers', readers: 'subscribers' };

/** What a plugin returns it makes, and whoever called it reads that. */
export const OF_OUTPUT: Roles = { writers: 'subscribers', readers: 'publishers' };

/** Whom a change of a schema breaks: who sent what is refused now, who reads what could not come before. */
export function breaksOf({ narrows, widens }: ShapeChange, { writers, readers }: Roles): Breaks {
  if (narrows && widens) return 'both';
  if (narrows) return writers;
  return widens ? readers : 'nobody';
}

/** The whole sentence: what changed, and why that breaks whom it breaks. */
export function messageOf(change: ShapeChange, roles: Roles): string {
  const where = change.form === undefined ? '' : ` (where ${change.form})`;
  return `${change.path}${where} ${change.what}. ${reasonOf(change, roles)}`;
}

function reasonOf(change: ShapeChange, { writers, readers }: Roles): string {
  const { narrows, widens } = change;
  const reasons = [
    ...(narrows ? [`${writers} ${refusal(change)}`] : []),
    ...(widens ? [`${readers} ${surprise(change)}`] : []),
    ...(!narrows && !widens ? [`nobody breaks: ${comfort(change, readers)}`] : []),
  ].join('; ');
  return `${reasons.charAt(0).toUpperCase()}${reasons.slice(1)}.`;
}

function refusal({ code, widens }: ShapeChange): string {
  switch (code) {
    case 'required-field-added':
      return 'do not send it yet, and are refused';
    case 'field-became-required':
      return 'that leave it out are refused';
    case 'field-removed':
    case 'pattern-keys-removed':
    case 'item-removed':
      return 'that still send it are refused';
    case 'object-closed':
      return 'that send other keys are refused';
    case 'undecided':
      return 'may be refused';
    case 'rule-changed':
      return widens ? 'may be refused' : 'that send what it no longer allows are refused';
    default:
      return 'that send what it no longer allows are refused';
  }
}

function surprise({ code, narrows }: ShapeChange): string {
  switch (code) {
    case 'field-became-optional':
      return 'that count on it may not get it';
    case 'field-removed':
    case 'pattern-keys-removed':
      return narrows ? 'that read it get it no more' : 'that read it cannot count on it any more';
    case 'form-removed':
      return 'that read what only it had cannot count on that any more';
    case 'item-added':
    case 'list-opened':
      return 'may get longer arrays than they know';
    case 'undecided':
    case 'rule-changed':
      return narrows ? 'may get what could not come before' : 'may get values that were refused before';
    default:
      return 'may get values that were refused before';
  }
}

function comfort({ code }: ShapeChange, readers: string): string {
  switch (code) {
    case 'field-added':
      return `it may be left out, and ${readers} that do not know it ignore it`;
    case 'form-added':
    case 'object-opened':
    case 'pattern-keys-added':
      return `what was sent is still allowed, and ${readers} ignore keys that they do not know`;
    default:
      return 'what was allowed is what is allowed';
  }
}
