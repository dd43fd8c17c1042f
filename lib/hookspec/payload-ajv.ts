import { _, Ajv2020, type Options } from 'ajv/dist/2020.js';
import { countCharactersOnlyInDoubt } from './length-keywords.js';
import { linearPattern } from './pattern/linear-pattern.js';
import { payloadFormats } from './payload-formats.js';

/** How {@link payloadAjv} keeps what it makes. */
export interface PayloadAjvOptions {
  /**
   * Whether the code of what it makes is kept, as text for an ES module in which `formats` and `linearPattern` stand for
   * what they are here.
   *
   * @default false
   */
  readonly keepsCode?: boolean;
}

/** What the ajv for payloads is told. */
export const PAYLOAD_AJV_OPTIONS: Options = {
  // Only a payload's own properties count, one error is enough, and nothing in it changes.
  ownProperties: true,
  strict: false,
  validateSchema: false,
  logger: false,
  formats: payloadFormats,
  code: { regExp: linearPattern },
};

/** An ajv for the schemas of payloads: a payload is data from anywhere, and no text in it may hold up the process. */
export function payloadAjv({ keepsCode = false }: PayloadAjvOptions = {}): Ajv2020 {
  const code = keepsCode ? { source: true, esm: true, lines: true, formats: _`formats` } : {};
  const ajv = new Ajv2020({ ...PAYLOAD_AJV_OPTIONS, code: { ...PAYLOAD_AJV_OPTIONS.code, ...code } });
  countCharactersOnlyInDoubt(ajv);
  return ajv;
}
