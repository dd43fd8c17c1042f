import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { PAYLOAD_AJV_OPTIONS, payloadAjv } from '../../../lib/hookspec/payload-ajv.js';

describe('the length of a text', () => {
  it.each([
    ['maxLength', 2, ['', 'a', 'ab', '😀😀', 'a😀'], ['abc', '😀😀😀', 'ab😀']],
    ['maxLength', 0, [''], ['a', '😀']],
    ['minLength', 2, ['ab', '😀😀', 'a😀', 'abc'], ['', 'a', '😀']],
    ['minLength', 1, ['a', '😀', '\ud83d'], ['']],
    ['minLength', 0, ['', 'a'], []],
  ])('is counted in characters: %s %d', (keyword, limit, good, bad) => {
    const validate = payloadAjv().compile({ type: 'string', [keyword]: limit });
    expect(good.filter((text) => validate(text))).toEqual(good);
    expect(bad.filter((text) => validate(text))).toEqual([]);
  });

  it('is judged as ajv judges it, with the same words, whatever the text holds', () => {
    const unit = fc.oneof(fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00', '\u2028'), fc.string({ maxLength: 1 }));
    const texts = fc.array(unit, { maxLength: 9 }).map((units) => units.join(''));
    const schemas = fc.record(
      { maxLength: fc.nat(8), minLength: fc.nat(8), pattern: fc.constantFrom('^a', '😀$') },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(schemas, fc.array(texts, { maxLength: 20 }), (schema, all) => {
        const [ours, theirs] = [payloadAjv(), new Ajv2020(PAYLOAD_AJV_OPTIONS)].map((ajv) => ajv.compile(schema));
        for (const text of [...all, 7, null]) {
          expect(ours?.(text)).toBe(theirs?.(text));
          expect(ours?.errors).toEqual(theirs?.errors);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
