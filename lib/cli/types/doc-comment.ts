import { isRecord } from '../../hookspec/walk-schema.js';

/** What a type cannot say and a reader wants to know, by the names that such tags have elsewhere. */
const TAGS = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'default',
] as const;

const MAX_TAG_LENGTH = 200;

/**
 * The doc comment of a schema, line by line; none when there is nothing to say.
 *
 * @param schemas what describes the value, the nearest first
 */
export function docOfSchemas(schemas: readonly unknown[]): string[] {
  const described = schemas.flatMap(parts);
  const description = described.map(({ description: text }) => text).find((text) => typeof text === 'string');
  const tags = new Set(described.flatMap((schema) => [...tagsOf(schema), ...tagsOfParts(schema)]));
  return docComment(typeof description === 'string' ? description : '', [...tags]);
}

/** A schema and the schemas beside it that speak of the same values: those of `allOf`, and the one branch that is not `null`. */
function parts(schema: unknown): Record<string, unknown>[] {
  if (!isRecord(schema)) return [];
  const { allOf, anyOf, oneOf } = schema;
  const beside = [listOf(allOf), ...[listOf(anyOf), listOf(oneOf)].map(theOneBesidesNull)];
  return [schema, ...beside.flat().flatMap(parts)];
}

function theOneBesidesNull(branches: readonly unknown[]): readonly unknown[] {
  const others = branches.filter((branch) => !isRecord(branch) || branch['type'] !== 'null');
  return others.length === 1 ? others : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A doc comment of a text and of tags, which need no `@`, line by line; none when there is nothing in it. */
export function docComment(text: string, tags: readonly string[] = []): string[] {
  const words = linesOf(text);
  const notes = tags.map((tag) => `@${linesOf(tag).join(' ')}`);
  const lines = words.length > 0 && notes.length > 0 ? [...words, '', ...notes] : [...words, ...notes];
  const [only = ''] = lines;
  if (lines.length <= 1) return only === '' ? [] : [`/** ${only} */`];
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

function tagsOf(schema: Record<string, unknown>): string[] {
  const tags = TAGS.filter((keyword) => schema[keyword] !== undefined).flatMap((keyword) => {
    const value = schema[keyword];
    if (keyword === 'uniqueItems') return value === true ? [keyword] : [];
    const text = typeof value === 'string' && keyword !== 'default' ? value : JSON.stringify(value);
    return [`${keyword} ${shortened(text)}`];
  });
  return schema['deprecated'] === true ? ['deprecated', ...tags] : tags;
}

/** What the types of items and of a map's values cannot say: they have no comments of their own. */
function tagsOfParts(schema: Record<string, unknown>): string[] {
  return (['items', 'additionalProperties'] as const).flatMap((keyword) => {
    const described = parts(schema[keyword]);
    const words = described.flatMap(({ description }) => (typeof description === 'string' ? [description] : []));
    const tags = described.flatMap(tagsOf);
    return words.length + tags.length === 0 ? [] : [`${keyword} ${shortened([...words, ...tags].join(', '))}`];
  });
}

function shortened(text: string): string {
  if (text.length <= MAX_TAG_LENGTH) return text;
  // Not through the middle of a character, which no file can hold.
  return `${text.slice(0, MAX_TAG_LENGTH).replace(/[\ud800-\udbff]$/, '')}…`;
}

// What ends a line in TypeScript, then what terminals or editors obey, and what hides or reorders text.
const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/;
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** JSON can write one; a file cannot hold it. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

/** Nothing in a text may end the comment, or be taken for anything but text: TypeScript obeys a `@ts-ignore` as well. */
function linesOf(text: string): string[] {
  const lines = text.split(LINE_ENDS).map((line) => {
    const shown = line.replace(UNSAFE, '').replaceAll(HALF_CHARACTER, '\ufffd').trimEnd();
    return shown.replaceAll('*/', '*\\/').replaceAll(/(?<![\w.+-])@(?=[\p{L}_$])/gu, '\\@');
  });
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}
