/**
 * A name for a type, in PascalCase, of words in any script: `request_event` and "Request event" become `RequestEvent`.
 *
 * @returns empty when the text has no letter and no digit
 */
export function pascalCase(text: string): string {
  const words = text.normalize('NFC').match(/[\p{ID_Continue}$]+/gu) ?? [];
  const name = words
    .flatMap((word) => word.split('_'))
    .map((word) => word.replace(/^./u, (first) => first.toUpperCase()))
    .join('');
  return name === '' || /^[\p{ID_Start}$]/u.test(name) ? name : `_${name}`;
}

/** A key as an interface has it: as it is, or in quotes. */
export function propertyKey(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name);
}

/** A text as a literal. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  // JSON allows these as they are. Editors take some for the end of a line, and show text in another order for others.
  return `'${escaped.replaceAll(UNSAFE, (unsafe) => `\\u${unsafe.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
