import type { SchemaFile } from '../../../lib/hookspec/schema-file.js';
import { SchemaLibrary } from '../../../lib/hookspec/schema-library.js';
import { placeOfFile } from '../../../lib/hookspec/schema-place.js';
import { ProblemList } from '../../../lib/hookspec/problem-list.js';
import { readHookspecs, type HookspecSource } from '../../../lib/hookspec/hookspec-reader.js';
import { SchemaTargets } from '../../../lib/hookspec/schema-targets.js';
import { SchemaShapes } from '../../../lib/cli/shape/schema-shapes.js';
import type { Shape } from '../../../lib/cli/shape/shape.js';
import { typesText } from '../../../lib/cli/types/types-text.js';
import type { HookspecFolder } from './hookspec-folder.js';

/** A folder of hookspecs as the `types` command reads it. */
export interface LoadedShapes {
  readonly sources: readonly HookspecSource[];
  readonly shapes: SchemaShapes;
  readonly problems: ProblemList;
}

/**
 * Reads hookspecs and prepares to find the shapes of their schemas.
 *
 * @throws HookspecInvalidError when something is wrong with them
 */
export function shapesIn(folder: HookspecFolder, sources: readonly string[] = [folder.path]): LoadedShapes {
  const problems = new ProblemList();
  const library = new SchemaLibrary(problems);
  const read = readHookspecs(sources, [], library, problems);
  problems.throwIfAny();
  return { sources: read, shapes: new SchemaShapes(new SchemaTargets((path) => library.find(path))), problems };
}

/** The text of the types of a folder of hookspecs, and what is wrong with it. */
export function typesIn(folder: HookspecFolder, sources?: readonly string[]): { text: string; problems: string[] } {
  const loaded = shapesIn(folder, sources);
  const text = typesText(loaded.sources, loaded.shapes, loaded.problems);
  const problems = loaded.problems.sorted().map(({ file, line, column, message }) => {
    return `${file}:${line}:${column} ${message}`.replaceAll(`${folder.path}/`, '');
  });
  return { text, problems };
}

/** The schema file of a hook. */
export function schemaOfHook({ sources }: LoadedShapes, name: string): SchemaFile {
  for (const { hookspec, schemas } of sources) {
    const file = schemas[[...hookspec.hooks.keys()].indexOf(name)]?.input;
    if (file !== undefined) return file;
  }
  throw new Error(`no hook '${name}'`);
}

/** The shape of the payload of a hook. */
export function shapeOfHook(loaded: LoadedShapes, name: string): Shape {
  return loaded.shapes.of(placeOfFile(schemaOfHook(loaded, name)));
}
