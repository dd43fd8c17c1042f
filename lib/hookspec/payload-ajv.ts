import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { linearPattern, linearTest } from './pattern/linear-pattern.js';
import { PatternOverload } from './pattern/pattern-overload.js';
import { spendWork } from './pattern/work-budget.js';

/** The formats of ajv-formats for texts, made once, at the first use. */
let boundedFormats: ReadonlyMap<string, TextFormat> | undefined;

type TextFormat = (text: string) => boolean;

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
    if (format instanceof RegExp) {
      const { source, flags } = format;
      const linear = linearTest(source, flags, rule);
      yield [name, (text) => linear.test(text)];
      continue;
    }
    const test = textTestOf(format);
    if (test) yield [name, bounded(name, test, rule)];
  }
}

/** The function that a format is, or has; none for what is a number's. */
function textTestOf(format: unknown): ((text: string) => unknown) | undefined {
  if (typeof format === 'function') return format as (text: string) => unknown;
  if (typeof format !== 'object' || format === null || Reflect.get(format, 'type') === 'number') return undefined;
  const validate: unknown = Reflect.get(format, 'validate');
  return typeof validate === 'function' ? (validate as (text: string) => unknown) : undefined;
}

// Some split the text there into a list, which for millions of spaces takes hundreds of megabytes.
const IN_TWO = /^[^t\s]*[t\s][^t\s]*$/i;
const SPLIT_IN_TWO: ReadonlySet<string> = new Set(['date-time', 'iso-date-time']);

function bounded(name: string, test: (text: string) => unknown, rule: string): TextFormat {
  const isInTwo = SPLIT_IN_TWO.has(name) ? (text: string) => IN_TWO.test(text) : () => true;
  return (text) => {
    spendWork(stepsOf(name, text), text, rule);
    try {
      return isInTwo(text) && test(text) === true;
    } catch (error) {
      // V8 remembers each round of a group, and has room for some millions.
      if (error instanceof RangeError) throw new PatternOverload(text, rule);
      throw error;
    }
  };
}

/** They read each text once or a few times. Of regular expressions V8 reads all groups anew at each reference back. */
function stepsOf(name: string, { length }: string): number {
  return name === 'regex' ? 2 * length + length ** 2 / 60 : 2 * length;
}
