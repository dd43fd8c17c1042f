import { pathOfFragment } from '../../hookspec/schema-fragment.js';
import type { SchemaFile } from '../../hookspec/schema-file.js';
import type { SchemaLibrary } from '../../hookspec/schema-library.js';
import { fileReferences, innerReferences } from '../../hookspec/schema-references.js';
import type { DocumentPath } from '../../hookspec/positioned-document.js';
import { isRecord, walkSchema, type SchemaObject } from '../../hookspec/walk-schema.js';

/** A schema somewhere in a file. */
export interface SchemaNode {
  readonly file: SchemaFile;
  readonly schema: SchemaObject;
  /** The way to it in the file. */
  readonly path: DocumentPath;
}

/** Schemas of several files, and where their references lead. */
export class SchemaGraph {
  private readonly targets = new Map<SchemaFile, Map<SchemaObject, SchemaNode[]>>();

  /** @param library has read the files */
  constructor(private readonly library: SchemaLibrary) {}

  /** The schemas that a schema refers to with its own `$ref` and `$dynamicRef`, which is read as if it were static. */
  referencesOf({ file, schema }: SchemaNode): readonly SchemaNode[] {
    let targets = this.targets.get(file);
    if (targets === undefined) {
      targets = this.targetsIn(file);
      this.targets.set(file, targets);
    }
    return targets.get(schema) ?? [];
  }

  private targetsIn(file: SchemaFile): Map<SchemaObject, SchemaNode[]> {
    const targets = new Map<SchemaObject, SchemaNode[]>();
    const add = (holder: SchemaObject, target: SchemaFile, root: Resource, fragment: string) => {
      const node = nodeAt(target, root, fragment);
      if (node) targets.set(holder, [...(targets.get(holder) ?? []), node]);
    };

    const pathOf = new Map<SchemaObject, DocumentPath>();
    walkSchema(
      file.schema,
      (holder, path, outer: Resource) => {
        const isResource = typeof holder['$id'] === 'string';
        if (isResource) pathOf.set(holder, path);
        const resource = isResource ? { schema: holder, path } : outer;
        for (const reference of [holder['$ref'], holder['$dynamicRef']]) {
          if (typeof reference === 'string' && reference.startsWith('#')) add(holder, file, resource, reference);
        }
        return resource;
      },
      { schema: file.schema, path: [] },
    );
    for (const { holder, target, fragment } of innerReferences(file.schema, file.path)) {
      add(holder, file, { schema: target, path: pathOf.get(target) ?? [] }, fragment);
    }
    for (const { holder, file: path, fragment } of fileReferences(file.schema, file.path)) {
      const target = path === undefined ? undefined : this.library.find(path);
      if (target) add(holder, target, { schema: target.schema, path: [] }, fragment);
    }
    return targets;
  }
}

/** A schema that fragments are looked for in. */
interface Resource {
  readonly schema: unknown;
  readonly path: DocumentPath;
}

function nodeAt(file: SchemaFile, { schema, path }: Resource, fragment: string): SchemaNode | undefined {
  const way = pathOfFragment(schema, fragment);
  const target = way?.reduce<unknown>((value, key) => Reflect.get(value as object, key), schema);
  return way && isRecord(target) ? { file, schema: target, path: [...path, ...way] } : undefined;
}
