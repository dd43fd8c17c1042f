import { dirname, resolve } from 'node:path';
import { FileRefusal, readRegularFile } from './contained-file.js';
import { findHookspecFiles, type HookspecFile } from './find-hookspec-files.js';
import { formatProblems, isHookspecDocument, type HookDocument, type HookspecDocument } from './hookspec-format.js';
import type { HookDeclaration, Hookspec } from './hookspec.js';
import type { KeyTable } from './known-keys/key-table.js';
import { unknownKeyFilter } from './known-keys/unknown-key-filter.js';
import type { PayloadValidator } from './payload-validator.js';
import { PositionedDocument } from './positioned-document.js';
import { FILE_START } from './position.js';
import type { ProblemList } from './problem-list.js';
import type { SchemaFile } from './schema-file.js';
import type { SchemaLibrary } from './schema-library.js';
import type { PayloadShape } from './snapshot/payload-shape.js';
import { compileSnapshot } from './snapshot/payload-snapshot.js';
import { shownPath } from './shown-path.js';
import { isRecord } from './walk-schema.js';

/** A hookspec as its file has it, with what is needed to point at places in that file and in its schemas. */
export interface HookspecSource {
  readonly hookspec: Hookspec;
  /** Finds places in the hookspec file. */
  readonly document: PositionedDocument;
  /** The schemas of each entry of `hooks`, in the order of the file. */
  readonly schemas: readonly HookSchemas[];
}

/** The schemas of one hook; `undefined` where one is not named or cannot be used. */
export interface HookSchemas {
  readonly input: SchemaFile | undefined;
  readonly output: SchemaFile | undefined;
}

interface CheckedHook extends HookSchemas {
  readonly validate: PayloadValidator | undefined;
  readonly shape: PayloadShape;
  readonly makeKeyTable: () => KeyTable | undefined;
}

const MAX_HOOKSPEC_BYTES = 64 * 1024;

/**
 * Reads hookspec files and their schemas, and checks all of it.
 *
 * @param sources files and directories, relative to the working directory
 * @param loaded the hookspecs that are there already: their files are passed over, their kinds are taken
 * @param schemas reads the schema files
 * @param problems takes everything wrong. When there is something, what is returned may lack parts
 * @param onProgress is told again and again how many files are done, of how many: thousands take a while
 */
export function readHookspecs(
  sources: readonly string[],
  loaded: Iterable<Hookspec>,
  schemas: SchemaLibrary,
  problems: ProblemList,
  onProgress: (done: number, total: number) => void = () => {},
): HookspecSource[] {
  const fileOfKind = new Map(Array.from(loaded, ({ kind, file }) => [kind, file]));
  const loadedFiles = new Set(fileOfKind.values());
  const files = findHookspecFiles(sources, problems);
  onProgress(0, files.length);
  const read = files.flatMap((file) => (loadedFiles.has(file.path) ? [] : readFile(file, schemas, problems)));
  const found: HookspecSource[] = [];
  // Compiling is most of the work, and takes a seventh less (1,000 against 1,165 ms for as many) when nothing else is done between one schema and the next.
  for (const [index, { file, document, content, schemas: ofHooks }] of read.entries()) {
    onProgress(files.length - read.length + index, files.length);
    const checked = ofHooks.map((hook) => compileHook(hook, schemas));
    if (!isHookspecDocument(content)) continue;

    const earlier = fileOfKind.get(content.kind);
    if (earlier === undefined) {
      fileOfKind.set(content.kind, file.path);
    } else {
      const message = `kind '${content.kind}' is already declared by ${shownPath(earlier)}`;
      problems.add(file.path, document.positionOf(['kind']), message);
    }
    found.push({ hookspec: toHookspec(content, file.path, checked), document, schemas: checked });
  }
  return found;
}

/** What a hookspec file holds, with the schemas of its hooks. */
interface ReadFile {
  readonly file: HookspecFile;
  readonly document: PositionedDocument;
  readonly content: unknown;
  readonly schemas: readonly HookSchemas[];
}

function readFile(file: HookspecFile, schemas: SchemaLibrary, problems: ProblemList): ReadFile[] {
  const document = readDocument(file.path, problems);
  if (document === undefined) return [];
  const content = document.toValue();
  for (const { position, message } of formatProblems(content, document)) problems.add(file.path, position, message);
  // What else can be checked is checked all the same: one boot shows every problem.
  return [{ file, document, content, schemas: readSchemas(content, file, document, schemas, problems) }];
}

function readDocument(path: string, problems: ProblemList): PositionedDocument | undefined {
  try {
    const text = readRegularFile(path, MAX_HOOKSPEC_BYTES);
    problems.remember(path, text);
    const document = new PositionedDocument(text);
    if (document.problems.length === 0) return document;
    for (const { position, message } of document.problems) problems.add(path, position, message);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    problems.add(path, FILE_START, `this hookspec ${error.message}`);
  }
  return undefined;
}

/** Loads the schemas of every hook, in the order of the file, and finds names that stand there twice. */
function readSchemas(
  content: unknown,
  file: HookspecFile,
  document: PositionedDocument,
  schemas: SchemaLibrary,
  problems: ProblemList,
): HookSchemas[] {
  const hooks: unknown = isRecord(content) ? content['hooks'] : undefined;
  const names = new Set<unknown>();
  return (Array.isArray(hooks) ? hooks : []).map((hook: unknown, index) => {
    if (!isRecord(hook)) return { input: undefined, output: undefined };
    const placeOf = (key: string) => document.positionOf(['hooks', index, key]);
    const schemaOf = (key: 'input_schema' | 'output_schema'): SchemaFile | undefined => {
      const written = hook[key];
      if (typeof written !== 'string') return undefined;
      const path = resolve(dirname(file.path), written);
      return schemas.load({ path, root: file.root, written, file: file.path, place: () => placeOf(key) });
    };
    if (typeof hook['name'] === 'string' && names.has(hook['name'])) {
      problems.add(file.path, placeOf('name'), `hook '${hook['name']}' is declared twice`);
    }
    names.add(hook['name']);

    return { input: schemaOf('input_schema'), output: schemaOf('output_schema') };
  });
}

function compileHook({ input, output }: HookSchemas, schemas: SchemaLibrary): CheckedHook {
  if (output) schemas.compile(output);
  const validate = input && schemas.compile(input);
  const makeKeyTable = input ? schemas.keyTableMaker(input) : () => undefined;
  return { input, output, validate, shape: input && schemas.shapeOf(input), makeKeyTable };
}

function toHookspec(
  { kind, kind_api_version, description, constraints, hooks }: HookspecDocument,
  file: string,
  schemas: readonly CheckedHook[],
): Hookspec {
  const declarations = hooks.map((hook, index) => toDeclaration(kind, hook, schemas[index]));
  return {
    kind,
    kindApiVersion: kind_api_version,
    description,
    constraints: constraints ?? {},
    file,
    hooks: new Map(declarations.map((declaration) => [declaration.name, declaration])),
  };
}

function toDeclaration(kind: string, hook: HookDocument, schemas: CheckedHook | undefined): HookDeclaration {
  // Without a check there is a problem, and then nothing of this is kept.
  const validate = schemas?.validate ?? (() => undefined);
  return {
    kind,
    name: hook.name,
    dispatch: hook.dispatch,
    description: hook.description,
    inputSchema: schemas?.input?.schema,
    outputSchema: schemas?.output?.schema,
    mcpExposed: hook.mcp_exposed ?? false,
    mcpToolNameTemplate: hook.mcp_tool_name_template,
    validate,
    compileSnapshot: () => compileSnapshot(schemas?.shape),
    withoutUnknownKeys: unknownKeyFilter(validate, () => schemas?.makeKeyTable()),
  };
}
