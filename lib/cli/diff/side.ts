import type { HookspecSource, HookSchemas } from '../../hookspec/hookspec-reader.js';
import type { HookDeclaration } from '../../hookspec/hookspec.js';
import type { DocumentPath } from '../../hookspec/positioned-document.js';
import type { SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { Change } from './change.js';

/** The hookspecs of one side of a comparison. */
export interface DiffSide {
  readonly sources: readonly HookspecSource[];
  /** Tells where the references in its schemas lead. */
  readonly targets: SchemaTargets;
  /** A file of either side as people should read it. */
  readonly shown: (path: string) => string;
}

/** One hook of one side. */
export interface HookView {
  readonly declaration: HookDeclaration;
  readonly schemas: HookSchemas;
  readonly targets: SchemaTargets;
  /** Where one of its keys stands in the hookspec file; without a key, its name. */
  readonly at: (key?: string) => Change['at'];
  /** Whether one of its keys is written. */
  readonly has: (key: string) => boolean;
}

/** The hooks of a hookspec, by name. */
export function hooksOf({ hookspec, document, schemas }: HookspecSource, side: DiffSide): Map<string, HookView> {
  const views = [...hookspec.hooks.values()].map((declaration, index): [string, HookView] => [
    declaration.name,
    {
      declaration,
      schemas: schemas[index] ?? { input: undefined, output: undefined },
      targets: side.targets,
      at: (key = 'name') => placeInHookspec({ hookspec, document, schemas }, side, ['hooks', index, key]),
      has: (key) => isWritten({ document }, ['hooks', index, key]),
    },
  ]);
  return new Map(views);
}

/** Whether something is written in a hookspec file: some keys stand for a value when they are left out. */
export function isWritten({ document }: Pick<HookspecSource, 'document'>, path: DocumentPath): boolean {
  // What is not there stands where the value around it does.
  const [around, value] = [document.positionOf(path.slice(0, -1)), document.positionOf(path)];
  return around.line !== value.line || around.column !== value.column;
}

/** Where a value stands in a hookspec file. */
export function placeInHookspec(
  { hookspec, document }: HookspecSource,
  side: DiffSide,
  path: DocumentPath,
): Change['at'] {
  return { file: side.shown(hookspec.file), ...document.positionOf(path) };
}

/** Where a schema stands. */
export function placeInSchema({ file, path }: SchemaPlace, shown: DiffSide['shown']): Change['at'] {
  return { file: shown(file.path), ...file.document().positionOf(path) };
}
