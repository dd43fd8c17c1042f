import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { linearTest } from './pattern/linear-pattern.js';
import { PatternOverload } from './pattern/pattern-overload.js';
import { spendWork } from './pattern/work-budget.js';

type TextFormat = (text: string) => boolean;

// Some split the text there into a list, which for millions of spaces takes hundreds of megabytes.
const IN_TWO = /^[^t\s]*[t\s][^t\s]*$/i;
const SPLIT_IN_TWO: ReadonlySet<string> = new Set(['date-time', 'iso-date-time']);

/** The formats of ajv-formats: those of texts are bounded, so that no text can hold up the process. */
export const payloadFormats: Readonly<Record<string, Format>> = Object.fromEntries(
  Object.entries(fullFormats as Record<string, Format>).map(([name, format]) => [name, boundedFormat(name, format)]),
);

function boundedFormat(name: string, format: Format): Format {
  const rule = `the format '${name}'`;
  if (format instanceof RegExp) {
    const linear = linearTest(format.source, format.flags, rule);
    return (text: string) => linear.test(text);
  }
  const test = textTestOf(format);
  return test ? bounded(name, test, rule) : format;
}

/** The function that a format is, or has; none for what is a number's. */
function textTestOf(format: unknown): ((text: string) => unknown) | undefined {
  if (typeof format === 'function') return format as (text: string) => unknown;
  if (typeof format !== 'object' || format === null || Reflect.get(format, 'type') === 'number') return undefined;
  const validate: unknown = Reflect.get(format, 'validate');
  return typeof validate === 'function' ? (validate as (text: string) => unknown) : undefined;
}

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
