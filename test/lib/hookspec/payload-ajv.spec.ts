import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { refillWork } from '../../../lib/hookspec/pattern/work-budget.js';
import { payloadAjv } from '../../../lib/hookspec/payload-ajv.js';
import { PatternOverload } from '../../../lib/hookspec/pattern/pattern-overload.js';

const RUNS = { seed: 20_12, numRuns: 300 };
const REPLACED = ['duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri-reference', 'url'];

const plain = addFormats.default(new Ajv2020(), { keywords: false });
const formats = Object.keys(plain.formats).filter(
  (name) => plain.validate({ type: 'string', format: name }, 'a') !== undefined,
);
const ajv = payloadAjv();

/** Good values, to be broken a little. */
const GOOD = [
  [
    'P1Y2M3DT4H5M6S',
    'P4W',
    'PT1S',
    'a.b-c@mail.example.com',
    "o'neil+x@a.co",
    'a.mail.example.com',
    'localhost.',
    '::1',
    '::',
  ],
  [
    '192.168.1.255',
    '2001:db8:85a3::8a2e:370:7334',
    '1:2:3:4:5:6:7:8',
    '::ffff:1.2.3.4',
    '/a/b?c=d#e',
    '../a%20b',
    '//h:80/p',
  ],
  [
    'https://user:pw@example.com:8080/a?b#c',
    'http://a.b-c.de/',
    'ftp://142.42.1.1/',
    'http://10.1.1.1',
    'mailto:a@b',
    '#/a~0/b~1',
  ],
  [
    '2024-02-29',
    '23:59:60Z',
    '2024-01-01T00:00:00+01:00',
    '/a~0b/~1',
    '1/a',
    '0#',
    'YWJj',
    'http://ü.example.com',
    '{/a:3,b*}',
  ],
  ['123e4567-e89b-12d3-a456-426614174000', '[::1]', 'http://[v1.a]/', `${'a'.repeat(64)}.com`, `${'a.'.repeat(127)}a`],
].flat();

const broken = fc
  .tuple(
    fc.constantFrom(...GOOD),
    fc.nat(),
    fc.constantFrom('', '', '.', ':', '@', '/', '-', '0', 'a', '%', '%41', ' ', 'é', '['),
    fc.nat(3),
  )
  .map(([good, at, piece, cut]) => {
    const place = at % (good.length + 1);
    return good.slice(0, place) + piece + good.slice(place + cut);
  });
const texts = fc.oneof(broken, fc.constantFrom(...GOOD), fc.stringMatching(/^[a1:./@%#P?[\]{}~ -]{0,12}$/));

function judged(validate: (text: string) => unknown, text: string): unknown {
  try {
    return validate(text);
  } catch (error) {
    if (error instanceof PatternOverload) return 'given up on';
    throw error;
  }
}

describe('the format', () => {
  it.each(formats)('%s takes the values that ajv-formats takes, and no others', (format) => {
    const original = plain.compile({ type: 'string', format });
    const validate = ajv.compile({ type: 'string', format });
    fc.assert(
      fc.property(texts, (text) => {
        refillWork();
        expect([text, validate(text)]).toEqual([text, original(text)]);
      }),
      RUNS,
    );
  });

  it.each(REPLACED)('%s is not checked by a regular expression of V8 that nobody has proven linear', (format) => {
    expect(plain.formats[format]).toBeInstanceOf(RegExp);
    expect(ajv.formats[format]).toBeInstanceOf(Function);
  });

  it.each(formats)('%s takes no long time for any text', (format) => {
    const validate = ajv.compile({ type: 'string', format });
    for (const start of ['', 'http://', 'http://a@', 'a@', 'P', '/', '[', 'a:', '00:00:00.', '2024-01-01T']) {
      for (const piece of ['a', '1', ':', '.', '/', '%41', 'a.', 'a-', '1:', '@', '(\\1)', '{a}', 't', '::1']) {
        for (const end of ['', '!']) {
          const text = start + piece.repeat(20_000) + end;
          refillWork();
          expect([true, false, 'given up on']).toContain(judged(validate, text));
        }
      }
    }
  });

  it.each(['regex', 'uri', 'email', 'byte', 'date-time'])(
    '%s is given up on when many texts of one payload come to too much',
    (format) => {
      const validate = ajv.compile({ items: { not: { format } } });
      const many = Array.from({ length: 100 }, () => (format === 'email' ? 'a' : '(').repeat(100_000));
      refillWork();
      expect(validate(format === 'regex' ? ['('] : many.slice(0, 3))).toBe(true);
      expect(() => validate(many)).toThrow(PatternOverload);
    },
  );

  it('regex takes patterns of a sensible length', () => {
    const validate = ajv.compile({ format: 'regex' });
    refillWork();
    expect(validate('(a)'.repeat(3_333))).toBe(true);
    expect(validate('('.repeat(10_000))).toBe(false);
    expect(() => validate('('.repeat(30_000))).toThrow(PatternOverload);
  });

  it.each(['date-time', 'iso-date-time'])('%s does not take a long text apart', (format) => {
    const validate = ajv.compile({ format });
    refillWork();
    const before = process.memoryUsage().heapUsed;
    expect(validate('t'.repeat(3_000_000))).toBe(false);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
  });
});
