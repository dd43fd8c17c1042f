import type { SchemaPlace } from '../../hookspec/schema-place.js';
import {
  ANYTHING,
  type Field,
  type ListVariant,
  type RecordVariant,
  type Shape,
  type Variant,
} from '../shape/shape.js';
import { docOfSchemas } from './doc-comment.js';
import { propertyKey, quoted } from './identifier.js';

/** The name of the type that a schema is given, which is then made as well. */
export type NameOf = (place: SchemaPlace) => string;

const MAX_LINE = 100;

/** The type of the values that fit a shape, deeply readonly, as TypeScript text. */
export function typeText(shape: Shape, nameOf: NameOf): string {
  return joined(typesOf(shape, nameOf));
}

function typesOf(shape: Shape, nameOf: NameOf): string[] {
  return isAnything(shape) ? ['unknown'] : shape.map((variant) => variantText(variant, nameOf));
}

/** The union of types, in one line where that is short. */
function joined(all: readonly string[]): string {
  if (all.includes('unknown')) return 'unknown';
  const types = [...new Set(all)];
  if (types.length === 0) return 'never';
  const [only = ''] = types;
  if (types.length === 1) return only;
  const line = types.join(' | ');
  return line.length <= MAX_LINE && !line.includes('\n')
    ? line
    : types.map((type) => `\n  | ${type.replaceAll('\n', '\n    ')}`).join('');
}

/** What stands between the braces of an interface or an object type. */
export function members(record: RecordVariant, nameOf: NameOf): string[] {
  const fields = [...record.fields].flatMap(([name, field]) => fieldText(name, field, nameOf));
  const index = indexType(record, nameOf);
  return index === undefined ? fields : [...fields, `readonly [key: string]: ${index};`];
}

function variantText(variant: Variant, nameOf: NameOf): string {
  switch (variant.is) {
    case 'literal':
      return typeof variant.value === 'string' ? quoted(variant.value) : JSON.stringify(variant.value);
    case 'list':
      return listText(variant, nameOf);
    case 'record':
      return objectText(members(variant, nameOf));
    case 'reference':
      return nameOf(variant.to);
    default:
      return variant.is;
  }
}

function objectText(lines: readonly string[]): string {
  const [only = ''] = lines;
  if (lines.length === 1 && !only.includes('\n')) return `{ ${only.replace(/;$/, '')} }`;
  return ['{', ...lines.map(indented), '}'].join('\n');
}

function listText({ first, rest, limits }: ListVariant, nameOf: NameOf): string {
  const restText = rest.length === 0 ? undefined : `${inList(rest, nameOf)}[]`;
  if (first.length === 0) return `readonly ${restText ?? '[]'}`;
  const least = limits.bounds.get('minItems') ?? 0;
  const isPlain = [...first.slice(least), rest].every((shape) => isSimple(typeText(shape, nameOf)));
  const items = first.map((shape, index) => {
    if (index >= least) return isPlain ? `${typeText(shape, nameOf)}?` : `item${index}?: ${typeText(shape, nameOf)}`;
    return isPlain ? typeText(shape, nameOf) : `item${index}: ${typeText(shape, nameOf)}`;
  });
  // TypeScript takes a type that holds itself for a circle where it stands deeper in a `?` or `...` without a label.
  if (restText !== undefined) items.push(isPlain ? `...${restText}` : `...rest: ${restText}`);
  return `readonly [${items.join(', ')}]`;
}

/** A type before `[]`: what binds less tightly than that needs brackets. */
function inList(shape: Shape, nameOf: NameOf): string {
  const text = typeText(shape, nameOf);
  return isSimple(text) ? text : `(${text})`;
}

function isSimple(type: string): boolean {
  return /^[\w$\p{ID_Continue}]+$/u.test(type);
}

function fieldText(name: string, field: Field, nameOf: NameOf): string[] {
  const { shape, isRequired, places } = field;
  const type = joined([...typesOf(shape, nameOf), ...inheritedType(name, field)]);
  const separator = type.startsWith('\n') ? ':' : ': ';
  return [
    ...docOfSchemas(places.map(({ schema }) => schema)),
    `readonly ${propertyKey(name)}${isRequired ? '' : '?'}${separator}${type};`,
  ];
}

/** What is found under a key that is not there, since every object has it: `toString` and the like. */
function inheritedType(name: string, { isRequired }: Field): string[] {
  return isRequired || !INHERITED.has(name) ? [] : [`{}[${quoted(name)}]`];
}

// Those of `Object` in TypeScript; `__proto__` is none of them.
const INHERITED: ReadonlySet<string> = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/** The type of all keys that are no fields. TypeScript wants the fields to fit it too. */
function indexType({ fields, patterns, rest }: RecordVariant, nameOf: NameOf): string | undefined {
  const others = [...patterns.values(), rest].flat();
  // `{}` alone would let everything through but null.
  if (others.length === 0) return fields.size === 0 ? 'never' : undefined;
  const ofFields = [...fields.values()].flatMap(({ shape }) => shape);
  const hasOptional = [...fields.values()].some(({ isRequired }) => !isRequired);
  return joined([
    ...typesOf([...others, ...ofFields], nameOf),
    ...[...fields].flatMap(([name, field]) => inheritedType(name, field)),
    ...(hasOptional ? ['undefined'] : []),
  ]);
}

/** Whether a shape has a form for every kind of value that says nothing more of it. Limits are no matter of types. */
function isAnything(shape: Shape): boolean {
  if (shape === ANYTHING) return true;
  const free = new Set(shape.filter(isFree).map(({ is }) => is));
  return ['null', 'boolean', 'number', 'string', 'list', 'record'].every((kind) => free.has(kind as Variant['is']));
}

function isFree(variant: Variant): boolean {
  if (variant.is === 'list') return variant.first.length === 0 && isAnything(variant.rest);
  if (variant.is === 'record')
    return variant.fields.size === 0 && variant.patterns.size === 0 && isAnything(variant.rest);
  return variant.is !== 'literal' && variant.is !== 'reference';
}

/** Lines moved to the right, the first one too. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
