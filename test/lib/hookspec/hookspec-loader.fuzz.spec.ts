import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { HookspecInvalidError } from '../../../lib/errors/hookspec-invalid.error.js';
import { loadHookspecs } from '../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../support/hookspec-folder.js';

// A seed of its own keeps the runs of everybody alike; without it fast-check takes a new one each time.
const RUNS = { seed: 20_12, numRuns: 100 };

/** Loads a folder, and fails when it throws anything but problems at places. */
function expectProblemsOrNone(folder: HookspecFolder): void {
  try {
    loadHookspecs([folder.path]);
  } catch (error) {
    expect(error).toBeInstanceOf(HookspecInvalidError);
    const { problems } = error as HookspecInvalidError;
    expect(problems.length).toBeGreaterThan(0);
    for (const { line, column, message } of problems) {
      expect(Number.isInteger(line) && Number.isInteger(column)).toBe(true);
      expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
      expect(message).not.toBe('');
    }
  }
}

/** Words that mean something to a YAML parser. */
const YAML_WORDS = [
  ['kind: k\n', 'kind_api_version: 1.0.0\n', 'hooks:\n', '  - ', 'name: on_a\n', '    dispatch: chain\n'],
  ['    input_schema: s.json\n', '[', ']', '{', '}', ',', ': ', '? ', '- ', '&a ', '*a', '!x ', '!!str ', '<<: '],
  ['"', "'", '|\n', '>\n', '\n', '\t', '  ', '#', '---\n', '...\n', '%YAML 1.1\n', '__proto__: 1\n', '\0', '\uFEFF'],
].flat();

/** Words that mean something to JSON Schema, or look like it. */
const SCHEMA_WORDS = [
  ['string', 'objekt', '#', '#/$defs/a', '#a', 'a', 's.json', 'gone.json', '../s.json', 'https://e.com/s.json', '('],
  [
    '%FF',
    '%',
    'urn:a:b',
    '',
    '__proto__',
    'constructor',
    '/',
    'http://[',
    'https://json-schema.org/draft/2020-12/schema',
  ],
].flat();

const KEYWORDS = [
  ['$id', '$ref', '$anchor', '$dynamicRef', '$dynamicAnchor', '$schema', 'type', 'pattern', 'format', 'required'],
  ['const', 'enum', 'items', 'not', 'minimum', '$async', 'id', 'nullable', '$comment', 'discriminator'],
].flat();

const yamlWords = fc.array(fc.constantFrom(...YAML_WORDS), { maxLength: 30 }).map((words) => words.join(''));
const word = fc.constantFrom(...SCHEMA_WORDS);

const { schema } = fc.letrec<{ schema: unknown; schemas: unknown; value: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    fc.dictionary(fc.constantFrom(...KEYWORDS), tie('value'), { maxKeys: 3 }),
    fc.dictionary(fc.constantFrom('$defs', 'properties', 'patternProperties', 'dependentSchemas'), tie('schemas'), {
      maxKeys: 2,
    }),
  ),
  schemas: fc.dictionary(word, tie('schema'), { maxKeys: 3 }),
  value: fc.oneof({ weight: 3, arbitrary: word }, tie('schema'), fc.jsonValue({ maxDepth: 1 })),
}));

describe('loading hookspecs throws nothing but their problems, each at a line and a column,', () => {
  const folder = new HookspecFolder();
  beforeEach(() => folder.declareWith('k', { on_a: 's.json' }));
  afterAll(() => folder.remove());

  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['any words of YAML', yamlWords],
    ['any JSON', fc.json()],
  ])('when the hookspec is %s', (_, texts) => {
    folder.write('s.json', {});
    fc.assert(
      fc.property(texts, (text) => {
        folder.write('k.yaml', text);
        expectProblemsOrNone(folder);
      }),
      RUNS,
    );
  });

  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['any JSON', fc.json()],
    ['any JSON cut off', fc.tuple(fc.json(), fc.nat()).map(([text, end]) => text.slice(0, end % (text.length + 1)))],
    ['any keywords', schema.map((value) => JSON.stringify(value))],
  ])('when the schema is %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        folder.write('s.json', text);
        expectProblemsOrNone(folder);
      }),
      RUNS,
    );
  });

  it('when the hookspec is any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        writeFileSync(join(folder.path, 'k.yaml'), bytes);
        expectProblemsOrNone(folder);
      }),
      RUNS,
    );
  });
});
