import { _, str, type Ajv2020 } from 'ajv/dist/2020.js';
import { ucs2length } from './compiled/code-parts.js';

/**
 * Replaces how ajv checks `maxLength` and `minLength`, which speak of characters (JSON Schema 2020-12 Validation, 6.3). ajv
 * counts them, once for each keyword: with the texts of a usual event that was more than half of the whole check. A text of
 * at most so many code units has at most so many characters, and one of twice as many has at least so many: mostly nothing
 * has to be counted.
 */
export function countCharactersOnlyInDoubt(ajv: Ajv2020): void {
  for (const keyword of ['maxLength', 'minLength'] as const) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type: 'string',
      schemaType: 'number',
      // A text is measured before a pattern reads it, as ajv has it.
      before: 'pattern',
      error: {
        message: ({ schemaCode }) =>
          str`must NOT have ${keyword === 'maxLength' ? 'more' : 'fewer'} than ${schemaCode} characters`,
        params: ({ schemaCode }) => _`{limit: ${schemaCode}}`,
      },
      code(context) {
        const { gen, data } = context;
        const limit = Number(context.schema);
        const count = gen.scopeValue('func', { ref: ucs2length, code: _`ucs2length` });
        context.fail(
          keyword === 'maxLength'
            ? _`${data}.length > ${limit} && ${count}(${data}) > ${limit}`
            : _`${data}.length < ${2 * limit} && ${count}(${data}) < ${limit}`,
        );
      },
    });
  }
}
