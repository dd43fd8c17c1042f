import { pathOfFragment } from './schema-fragment.js';
import type { SchemaFile } from './schema-file.js';
import { placeInside, placeOfFile, type SchemaPlace } from './schema-place.js';
import { schemaReferences } from './schema-references.js';
import { isRecord, walkSchema, type SchemaObject } from './walk-schema.js';

/** The keywords that refer. `$dynamicRef` is read as if it were static. */
type ReferenceKeyword = '$ref' | '$dynamicRef';

/**
 * Tells where the references of schema files lead, by the rules that payloads are checked by: to a neighbour on disk, to a
 * schema in the same file that has an `$id`, or to a place in the same file.
 */
export class SchemaTargets {
  private readonly targets: Record<ReferenceKeyword, Map<SchemaFile, ReadonlyMap<unknown, SchemaPlace>>> = {
    $ref: new Map(),
    $dynamicRef: new Map(),
  };

  /** @param find finds a schema file that was loaded, by a path that leads to it */
  constructor(private readonly find: (path: string) => SchemaFile | undefined) {}

  /**
   * What a reference of a schema leads to. `undefined` when the schema has none, or when that leads to no schema of these
   * files.
   */
  of({ file, schema }: SchemaPlace, keyword: ReferenceKeyword = '$ref'): SchemaPlace | undefined {
    const written = isRecord(schema) ? schema[keyword] : undefined;
    // Most schemas refer to nothing, and a file of those is never looked through.
    if (typeof written !== 'string') return undefined;
    return this.ofFile(file, keyword).get(schema) ?? unwalkedTarget(file, written);
  }

  /** Finds out where every reference in a file leads. From then on nothing has to be there on disk any more. */
  settle(file: SchemaFile): void {
    this.ofFile(file, '$ref');
    this.ofFile(file, '$dynamicRef');
  }

  private ofFile(file: SchemaFile, keyword: ReferenceKeyword): ReadonlyMap<unknown, SchemaPlace> {
    let found = this.targets[keyword].get(file);
    if (found === undefined) {
      found = new Map(this.targetsIn(file, keyword));
      this.targets[keyword].set(file, found);
    }
    return found;
  }

  private *targetsIn(file: SchemaFile, wanted: ReferenceKeyword): Iterable<[SchemaObject, SchemaPlace]> {
    const whole = placeOfFile(file);
    for (const [holder, resource] of localReferences(whole, wanted)) {
      const target = atFragment(resource, String(holder[wanted]));
      if (target) yield [holder, target];
    }
    const { inner, toInner, toFiles } = schemaReferences(file.schema, file.path);
    const places = placesOf(new Set(inner.values()), whole);
    for (const { holder, keyword, target, fragment } of toInner) {
      const resource = keyword === wanted ? places.get(target) : undefined;
      const found = resource && atFragment(resource, fragment);
      if (found) yield [holder, found];
    }
    for (const { holder, keyword, file: path, fragment } of toFiles) {
      const neighbour = keyword === wanted && path !== undefined ? this.find(path) : undefined;
      const found = neighbour && atFragment(placeOfFile(neighbour), fragment);
      if (found) yield [holder, found];
    }
  }
}

/** A pointer may lead to a schema under a keyword that nobody knows; what is written there was not walked through. */
function unwalkedTarget(file: SchemaFile, written: string): SchemaPlace | undefined {
  return written.startsWith('#') ? atFragment(placeOfFile(file), written) : undefined;
}

/** The references that are only a `#fragment`, each with the nearest schema around it that has a name of its own. */
function localReferences(whole: SchemaPlace, keyword: ReferenceKeyword): Map<SchemaObject, SchemaPlace> {
  const found = new Map<SchemaObject, SchemaPlace>();
  walkSchema(
    whole.schema,
    (holder, path, outer: SchemaPlace) => {
      const resource = typeof holder['$id'] === 'string' ? placeInside(whole, ...path) : outer;
      const written = holder[keyword];
      if (typeof written === 'string' && written.startsWith('#')) found.set(holder, resource);
      return resource;
    },
    whole,
  );
  return found;
}

function placesOf(resources: ReadonlySet<unknown>, whole: SchemaPlace): Map<unknown, SchemaPlace> {
  const places = new Map<unknown, SchemaPlace>();
  walkSchema(
    whole.schema,
    (holder, path) => {
      if (resources.has(holder)) places.set(holder, placeInside(whole, ...path));
    },
    undefined,
  );
  return places;
}

function atFragment(resource: SchemaPlace, fragment: string): SchemaPlace | undefined {
  const path = pathOfFragment(resource.schema, fragment);
  return path && placeInside(resource, ...path);
}
