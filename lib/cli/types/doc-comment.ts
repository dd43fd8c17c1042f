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
  const described = schemas.filter(isRecord);
  const description = described.map(({ description: text }) => text).find((text) => typeof text === 'string');
  const tags = new Set(described.flatMap(tagsOf));
  return docComment(typeof description === 'string' ? description : '', [...tags]);
}

/** A doc comment of a text and of tags, line by line; none when there is nothing in it. */
export function docComment(text: string, tags: readonly string[] = []): string[] {
  const words = linesOf(text);
  const notes = tags.map((tag) => linesOf(tag).join(' '));
  const lines = words.length > 0 && notes.length > 0 ? [...words, '', ...notes] : [...words, ...notes];
  const [only = ''] = lines;
  if (lines.length <= 1) return only === '' ? [] : [`/** ${only} */`];
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

function tagsOf(schema: Record<string, unknown>): string[] {
  const tags = TAGS.filter((keyword) => schema[keyword] !== undefined && schema[keyword] !== false).map((keyword) => {
    const value = schema[keyword];
    const text = typeof value === 'string' && keyword !== 'default' ? value : JSON.stringify(value);
    return value === true ? `@${keyword}` : `@${keyword} ${shortened(text)}`;
  });
  return schema['deprecated'] === true ? ['@deprecated', ...tags] : tags;
}

function shortened(text: string): string {
  return text.length > MAX_TAG_LENGTH ? `${text.slice(0, MAX_TAG_LENGTH)}…` : text;
}

/** Nothing in a text may end the comment, or be taken for anything but text. */
function linesOf(text: string): string[] {
  const lines = text
    .replaceAll('*/', '*\\/')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    // oxlint-disable-next-line no-control-regex -- an editor may act on them
    .map((line) => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '').trimEnd());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}
