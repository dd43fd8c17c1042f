import ts from 'typescript';
import { docComment, docOfSchemas } from '../../../../lib/cli/types/doc-comment.js';
import { compileTypes } from '../../support/compile-types.js';

describe('a doc comment', () => {
  it.each([
    ['', []],
    [' \n ', []],
    ['One line', ['/** One line */']],
    ['\nTwo\r\nlines\n', ['/**', ' * Two', ' * lines', ' */']],
    ['a\u2028b\u2029c', ['/**', ' * a', ' * b', ' * c', ' */']],
    ['a */ b', [String.raw`/** a *\/ b */`]],
    ['a *\u0000/ b', [String.raw`/** a *\/ b */`]],
    ['a *\u202e/ b', [String.raw`/** a *\/ b */`]],
    ['\u001b[31mred\u0007', ['/** [31mred */']],
    ['\u202eabc\u2066\ufeff\u200f', ['/** abc */']],
    ['@deprecated, mail a@b.c', [String.raw`/** \@deprecated, mail a@b.c */`]],
    ['see @see', [String.raw`/** see \@see */`]],
    ['`code` ${x}', ['/** `code` ${x} */']],
  ])('of %j is %j', (text, lines) => {
    expect(docComment(text)).toEqual(lines);
  });

  it('is only text to TypeScript, whatever stands in it', () => {
    const texts = [
      '@ts-ignore',
      '@ts-expect-error',
      'a\n@ts-expect-error',
      '*/ const x: number = "a"; /*',
      '*\u0001/ x',
      '@deprecated',
    ];
    const files = texts.map(
      (text, index) =>
        [`f${index}.ts`, [...docComment(text), 'export interface A { readonly a: string }'].join('\n')] as const,
    );
    expect(compileTypes(Object.fromEntries(files))).toEqual([]);
    for (const [name, code] of files) {
      const [statement] = ts.createSourceFile(name, code, ts.ScriptTarget.ES2023, true).statements;
      expect(statement && ts.getJSDocTags(statement)).toEqual([]);
    }
  });

  it('has what a type cannot say as tags, in one order, after the description', () => {
    const schema = { maximum: 9, minimum: 0, format: 'int32', description: 'A digit', default: 0, deprecated: true };
    expect(docOfSchemas([schema])).toEqual([
      '/**',
      ' * A digit',
      ' *',
      ' * @deprecated',
      ' * @format int32',
      ' * @minimum 0',
      ' * @maximum 9',
      ' * @default 0',
      ' */',
    ]);
  });

  it.each([
    [{ default: false }, ['/** @default false */']],
    [{ default: true }, ['/** @default true */']],
    [{ default: null }, ['/** @default null */']],
    [{ default: 'a' }, ['/** @default "a" */']],
    [{ uniqueItems: true }, ['/** @uniqueItems */']],
    [{ uniqueItems: false }, []],
    [{ pattern: '^a*/\n@x' }, [String.raw`/** @pattern ^a*\/ \@x */`]],
    [{ pattern: 'a'.repeat(300) }, [`/** @pattern ${'a'.repeat(200)}… */`]],
    [{ description: 1 }, []],
  ])('of the schema %j is %j', (schema, lines) => {
    expect(docOfSchemas([schema])).toEqual(lines);
  });

  it('has the tags and words of items and of the values of a map, which have no comments of their own', () => {
    const email = { type: 'string', format: 'email', maxLength: 64 };
    expect(docOfSchemas([{ type: 'array', items: email }])).toEqual(['/** @items format email, maxLength 64 */']);
    expect(docOfSchemas([{ additionalProperties: { description: 'A price.', minimum: 0 } }])).toEqual([
      '/** @additionalProperties A price., minimum 0 */',
    ]);
    expect(docOfSchemas([{ items: { $ref: '#/$defs/x' }, additionalProperties: false }])).toEqual([]);
  });

  it('has the tags of the parts of a schema that speak of the same values', () => {
    const uuid = { type: 'string', format: 'uuid' };
    const tags = ['/** @format uuid */'];
    expect(docOfSchemas([{ anyOf: [uuid, { type: 'null' }] }])).toEqual(tags);
    expect(docOfSchemas([{ oneOf: [{ type: 'null' }, { allOf: [uuid] }] }])).toEqual(tags);
    expect(docOfSchemas([{ anyOf: [uuid, { type: 'string' }] }])).toEqual([]);
    expect(docOfSchemas([{ not: uuid }])).toEqual([]);
  });

  it('has the nearest description, and the tags of all', () => {
    expect(docOfSchemas([true, { minimum: 1 }, { description: 'Near' }, { description: 'Far', minimum: 1 }])).toEqual([
      '/**',
      ' * Near',
      ' *',
      ' * @minimum 1',
      ' */',
    ]);
  });
});
