import { relative, resolve, sep } from 'node:path';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { withCodeParts } from '../../hookspec/compiled/code-parts.js';
import { COMPILED_FORMAT, type CompiledHook } from '../../hookspec/compiled/compiled-hookspecs.js';
import { fileDigest } from '../../hookspec/compiled/file-digest.js';
import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { KeyTable } from '../../hookspec/known-keys/key-table.js';
import type { SchemaFile } from '../../hookspec/schema-file.js';
import type { SchemaLibrary } from '../../hookspec/schema-library.js';
import { snapshotCode } from '../../hookspec/snapshot/snapshot-code.js';
import { COMPILED_FILE } from './compiled-file.js';
import { literal } from './literal.js';

/** What a compiled module is made of. */
export interface CompiledParts {
  /** As they were given. */
  readonly paths: readonly string[];
  readonly sources: readonly HookspecSource[];
  readonly schemas: SchemaLibrary;
  /** What the schemas were compiled with; it has kept their code. */
  readonly ajv: Ajv2020;
  readonly isTypeScript: boolean;
}

/** The whole text of a compiled module. The same files give the same text, byte for byte, wherever they lie. */
export function compiledText({ paths, sources, schemas, ajv, isTypeScript }: CompiledParts): string {
  const files = schemaFilesOf(sources);
  const validators = standalone.default(
    ajv,
    Object.fromEntries(files.map(({ address }, index) => [`check_${index}`, address])),
  );
  const inputs = new Set(sources.flatMap(({ schemas: ofHooks }) => ofHooks.map(({ input }) => input)));
  const snapshots = files.map((file) => snapshotCode(schemas.shapeOf(file)));
  return [
    COMPILED_FILE.firstLine,
    ...(isTypeScript ? ['// @ts-nocheck'] : []),
    '/* eslint-disable */',
    "import { equal, formats, linearPattern, snapshotParts, ucs2length } from 'nestjs-plugin-system/compiled';",
    ...(isTypeScript ? ["import type { CompiledHookspecs } from 'nestjs-plugin-system';"] : []),
    withoutUnusedSchemas(withCodeParts(validators)),
    ...snapshots.flatMap((code, index) => (code === undefined ? [] : [snapshotText(code, index)])),
    `const hookspecs${isTypeScript ? ': CompiledHookspecs' : ''} = {`,
    `  compiledFormat: ${COMPILED_FORMAT},`,
    `  sources: ${JSON.stringify(paths.map((path) => portable(resolve(path))))},`,
    `  files: ${JSON.stringify(digestsOf(sources, schemas), undefined, 2)},`,
    '  schemas: [',
    ...files.map((file, index) => {
      const keys = inputs.has(file) ? schemas.keyTableMaker(file)() : undefined;
      return `    ${schemaText(file, index, snapshots[index] !== undefined, keys)},`;
    }),
    '  ],',
    '  hookspecs: [',
    ...sources.map((source) => `    ${hookspecText(source, files)},`),
    '  ],',
    '};',
    'export default hookspecs;',
    '',
  ].join('\n');
}

/** ajv writes every schema down beside its code, and refers to it only for some keywords: half of what has to be parsed. */
function withoutUnusedSchemas(code: string): string {
  const uses = new Map<string, number>();
  for (const [name] of code.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return code.replace(/^const (schema\d+) = .*;\n/gm, (line, name: string) => (uses.get(name) === 1 ? '' : line));
}

function schemaFilesOf(sources: readonly HookspecSource[]): SchemaFile[] {
  const files = sources.flatMap(({ schemas }) => schemas.flatMap(({ input, output }) => [input, output]));
  return [...new Set(files)].filter((file) => file !== undefined);
}

function snapshotText(code: string, index: number): string {
  return `const snapshot_${index} = ((parts) => {\n${code}\n})(snapshotParts);`;
}

function schemaText(
  { schema }: SchemaFile,
  index: number,
  hasSnapshot: boolean,
  keyTable: KeyTable | undefined,
): string {
  const snapshot = hasSnapshot ? `, snapshot: snapshot_${index}` : '';
  const keys = keyTable ? `, keys: ${textOfJson(keyTable)}` : '';
  return `{ json: ${textOfJson(schema)}, validate: check_${index}${snapshot}${keys} }`;
}

/** A literal of the JSON of a value: V8 reads over it until somebody wants it parsed. */
function textOfJson(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

function hookspecText({ hookspec, schemas }: HookspecSource, files: readonly SchemaFile[]): string {
  const { kind, kindApiVersion, description, constraints, file } = hookspec;
  const indexOf = new Map(files.map((schema, index) => [schema, index]));
  const hooks = [...hookspec.hooks.values()].map((hook, index): CompiledHook => {
    const { input, output } = schemas[index] ?? {};
    return {
      name: hook.name,
      dispatch: hook.dispatch,
      description: hook.description,
      mcpExposed: hook.mcpExposed,
      mcpToolNameTemplate: hook.mcpToolNameTemplate,
      input: (input && indexOf.get(input)) ?? -1,
      output: output && indexOf.get(output),
    };
  });
  return literal({ kind, kindApiVersion, description, constraints, file: portable(file), hooks });
}

function digestsOf(sources: readonly HookspecSource[], schemas: SchemaLibrary): Record<string, string> {
  const paths = [...sources.map(({ hookspec }) => hookspec.file), ...schemas.usable().map(({ path }) => path)];
  return Object.fromEntries(paths.map((path) => [portable(path), fileDigest(path)]));
}

/** A path that means the same on another machine, as long as it is read in the same folder of the project. */
function portable(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}
