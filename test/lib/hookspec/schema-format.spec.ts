import { PositionedDocument } from '../../../lib/hookspec/positioned-document.js';
import { schemaProblems } from '../../../lib/hookspec/schema-format.js';
import { problemAt } from '../support/hookspec-problems.js';

/** What is wrong with a JSON text as a schema, each problem as `line:column message`. */
function problems(text: string): string[] {
  return schemaProblems(JSON.parse(text), () => new PositionedDocument(text)).map(
    ({ position: { line, column }, message }) => `${line}:${column} ${message}`,
  );
}

describe('the form of a schema', () => {
  it.each(['{}', 'true', 'false', '{"type": ["string", "null"], "x-unknown": {"type": 5}}'])('is met by %s', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it('is checked without a parse for positions while nothing is wrong', () => {
    const never = () => {
      throw new Error('a position was asked for');
    };
    expect(schemaProblems({ type: 'object' }, never)).toEqual([]);
  });

  it.each(['[]', 'null', '5', '"object"'])('is not met by %s', (text) => {
    expect(problems(text)).toEqual([problemAt('1:1', 'object or a boolean')]);
  });

  it.each([
    ['a type that does not exist', '{\n  "type": "objekt"\n}', '2:11', 'type'],
    ['a type inside', '{\n  "properties": {\n    "a": { "type": "strin" }\n  }\n}', '3:20', 'properties.a.type'],
    ['a limit that is no number', '{\n  "minimum": "5"\n}', '2:14', 'minimum'],
    ['a negative length', '{ "minLength": -1 }', '1:16', 'minLength'],
    ['required that is no list', '{ "required": "a" }', '1:15', 'required'],
    ['a repeated required key', '{ "required": ["a", "a"] }', '1:15', 'required'],
    ['properties that are no map', '{ "properties": [] }', '1:17', 'properties'],
    ['a property that is no schema', '{ "properties": { "a": 5 } }', '1:24', 'properties.a'],
    ['a $ref that is no text', '{ "$ref": 5 }', '1:11', '$ref'],
    ['an $id with a fragment', '{ "$id": "a.json#b" }', '1:10', '$id'],
    ['items as a list, as in earlier drafts', '{ "items": [{}] }', '1:12', 'items'],
    ['an empty anyOf', '{ "anyOf": [] }', '1:12', 'anyOf'],
  ])('is not met by %s', (_, text, place, key) => {
    expect(problems(text)).toEqual([problemAt(place, `'${key}'`)]);
  });

  it.each([
    ['{\n  "properties": {\n    "a": { "pattern": "(" }\n  }\n}', '3:23'],
    ['{ "pattern": "[\\\\w-.]" }', '1:14'],
    ['{ "patternProperties": {\n  "ok": {},\n  "*": {}\n} }', '3:3'],
  ])('is not met by a regular expression that does not compile: %j', (text, place) => {
    expect(problems(text)).toEqual([problemAt(place, 'regular expression')]);
  });

  it('is blamed for every mistake at once, each once', () => {
    const text = '{\n  "type": 5,\n  "properties": {\n    "a": { "minimum": "x" }\n  }\n}';
    expect(problems(text)).toEqual(
      expect.arrayContaining([problemAt('2:11', "'type'"), problemAt('4:23', "'properties.a.minimum'")]),
    );
    expect(problems(text)).toHaveLength(2);
  });

  it.each(['"https://json-schema.org/draft/2020-12/schema"', '"https://json-schema.org/draft/2020-12/schema#"'])(
    'may be named: $schema %s',
    (dialect) => {
      expect(problems(`{ "$schema": ${dialect} }`)).toEqual([]);
    },
  );

  it.each([
    '"http://json-schema.org/draft-07/schema#"',
    '"https://json-schema.org/draft/2019-09/schema"',
    '"https://example.com/own"',
    '""',
    '5',
    '["https://json-schema.org/draft/2020-12/schema"]',
    'null',
  ])('may not be another one: $schema %s', (dialect) => {
    expect(problems(`{\n  "$schema": ${dialect}\n}`)).toEqual([problemAt('2:14', '$schema', '2020-12')]);
  });
});
