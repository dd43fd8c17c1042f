import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import { FILE_START } from '../../hookspec/position.js';
import type { ProblemList } from '../../hookspec/problem-list.js';
import type { SchemaPlace } from '../../hookspec/schema-place.js';
import { shownPath } from '../../hookspec/shown-path.js';
import type { SchemaShapes } from '../shape/schema-shapes.js';
import { docComment } from './doc-comment.js';
import { payloadSchemas } from './payload-schemas.js';
import { TypeDeclarations, type TypeDeclaration } from './type-declarations.js';
import { placeOfName } from './type-names.js';
import { indented } from './type-text.js';
import { TYPES_FILE } from './types-file.js';
import { propertyKey } from './identifier.js';

/** The interface that lists every payload, which `HookRegistry` takes over. */
const PAYLOADS = 'HookPayloads';

/**
 * The whole text of a file of types: a type for each payload and whatever it refers to, and the hooks that this module
 * runs with their payloads. The same hookspecs give the same text, byte for byte, wherever they lie.
 *
 * @param problems takes types that would have one name; the text is of no use then
 */
export function typesText(
  sources: readonly HookspecSource[],
  shapes: SchemaShapes,
  problems: Pick<ProblemList, 'add'>,
): string {
  const declarations = new TypeDeclarations(shapes);
  const kinds = sources
    .toSorted((a, b) => (a.hookspec.kind < b.hookspec.kind ? -1 : 1))
    .flatMap((source) => kindText(source, declarations, problems));
  const types = new Map<string, TypeDeclaration>();
  for (const declaration of declarations.all()) addType(declaration, types, problems);
  return [
    TYPES_FILE.firstLine,
    '/* eslint-disable */',
    // TypeScript finds no module that is only augmented: some file has to import it.
    "import type {} from 'nestjs-plugin-system';",
    ...[...types.values()].map(({ text }) => `\n${text}`),
    '\n/** The payload of every hook, by kind and hook. */',
    `export interface ${PAYLOADS} {`,
    ...kinds.map(indented),
    '}\n',
    // Not the payloads themselves: in there a type named as an export of the module would be taken for that.
    "declare module 'nestjs-plugin-system' {",
    `  interface HookRegistry extends ${PAYLOADS} {}`,
    '}\n',
  ].join('\n');
}

function kindText(
  source: HookspecSource,
  declarations: TypeDeclarations,
  problems: Pick<ProblemList, 'add'>,
): string[] {
  const { kind, description = '' } = source.hookspec;
  const hooks = payloadSchemas(source).flatMap(({ hook, place }) => [
    ...docComment(hook.description ?? ''),
    `${propertyKey(hook.name)}: ${nameOf(place, declarations, problems)};`,
  ]);
  return [...docComment(description), `${propertyKey(kind)}: {`, ...hooks.map(indented), '};'];
}

/** The stack has an end, and schemas may be nested more deeply than that. */
function nameOf(place: SchemaPlace, declarations: TypeDeclarations, problems: Pick<ProblemList, 'add'>): string {
  try {
    return declarations.nameOf(place);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add(place.file.path, FILE_START, 'is nested too deeply for a type to be made of it');
    return '';
  }
}

/** Two schemas may have one name when they also say the same: copies of one `Money` in two files are one type. */
function addType(
  declaration: TypeDeclaration,
  types: Map<string, TypeDeclaration>,
  problems: Pick<ProblemList, 'add'>,
): void {
  const { name, place, text } = declaration;
  const named = placeOfName(place);
  const report = (message: string) =>
    problems.add(named.file.path, named.file.document().positionOf(named.path), message);
  const earlier = types.get(name);
  if (earlier !== undefined && earlier.text !== text) {
    const other = placeOfName(earlier.place);
    const { line, column } = other.file.document().positionOf(other.path);
    const where = `${shownPath(other.file.path)}:${line}:${column}`;
    report(`the type '${name}' is made of this schema and of the one at ${where}: give one of them another title`);
  } else if (name === PAYLOADS) {
    report(`the type of this schema cannot be called '${name}', as the list of all payloads is: give it another title`);
  }
  types.set(name, earlier ?? declaration);
}
