import equalModule from 'ajv/dist/runtime/equal.js';
import ucs2lengthModule from 'ajv/dist/runtime/ucs2length.js';

/** How ajv compares what `const`, `enum` and `uniqueItems` speak of. */
export const equal = equalModule.default;

/** How ajv counts the characters of a text. */
export const ucs2length: (text: string) => number = ucs2lengthModule.default;

// What ajv writes where its code needs one of these. In a text of a schema the quotes would be escaped.
const REQUIRED = /require\("ajv\/dist\/runtime\/(equal|ucs2length)"\)\.default/g;

/**
 * Makes the code that ajv writes for ES modules fit for them: it still asks for its parts as CommonJS does.
 *
 * @returns code in which `equal` and `ucs2length` stand for what they are here
 */
export function withCodeParts(code: string): string {
  // In a literal this key would be the prototype; in brackets it is a key, as it is in the schema.
  return code.replace('"use strict";', '').replace(REQUIRED, '$1').replaceAll('"__proto__":', '["__proto__"]:').trim();
}
