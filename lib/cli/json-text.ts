// Those that `JSON.stringify` lets through: DEL and C1, which terminals obey, and what reorders or hides text.
const LET_THROUGH = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A value as the JSON document of a `--json`: for machines, and harmless where somebody looks at it in a terminal. */
export function jsonText(value: unknown): string {
  // They can stand in texts only, where each may be written as its number.
  return JSON.stringify(value, null, 2).replace(
    LET_THROUGH,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
