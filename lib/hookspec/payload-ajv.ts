import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { linearPattern } from './pattern/linear-pattern.js';
import { PatternOverload } from './pattern/pattern-overload.js';

// V8 reads a regular expression in time quadratic in its groups: 48,000 characters of them took it half a second.
const MAX_REGEX_LENGTH = 10_000;

/** The formats of ajv-formats that are checked in another way here; made once, at the first use. */
let boundedFormats: ReadonlyMap<string, TextFormat> | undefined;

type TextFormat = RegExp | ((text: string) => boolean);

/** An ajv for the schemas of payloads: a payload is data from anywhere, and no text in it may hold up the process. */
export function payloadAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    // Only a payload's own properties count, one error is enough, and nothing in it changes.
    ownProperties: true,
    strict: false,
    validateSchema: false,
    logger: false,
    code: { regExp: linearPattern },
  });
  addFormats.default(ajv, { keywords: false });
  boundedFormats ??= new Map(boundedFormatsOf(ajv));
  for (const [name, format] of boundedFormats) ajv.addFormat(name, format);
  return ajv;
}

function* boundedFormatsOf({ formats }: Ajv2020): Iterable<[string, TextFormat]> {
  for (const [name, format] of Object.entries(formats)) {
    const rule = `the format '${name}'`;
    if (format instanceof RegExp) yield [name, testOf(format, rule)];
    // The other functions read each text once, or a few times: no text was found that takes them more.
    else if (name === 'regex' && typeof format === 'function') yield [name, shortOnly(format, rule)];
  }
}

function testOf({ source, flags }: RegExp, rule: string): TextFormat {
  const linear = linearPattern(source, flags, rule);
  return linear instanceof RegExp ? linear : (text) => linear.test(text);
}

function shortOnly(test: (text: string) => unknown, rule: string): (text: string) => boolean {
  return (text) => {
    if (text.length > MAX_REGEX_LENGTH) throw new PatternOverload(text, rule);
    return test(text) === true;
  };
}
