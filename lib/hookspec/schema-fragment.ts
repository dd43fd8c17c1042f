import type { DocumentPath } from './positioned-document.js';
import { isRecord, walkSchema } from './walk-schema.js';

/** A `$ref` that is only a `#fragment` and leads nowhere. */
export interface BrokenFragment {
  readonly written: string;
  /** The way to the reference in its file. */
  readonly path: DocumentPath;
}

/** Finds the references of a schema file to places in itself that do not exist. */
export function brokenFragments(schema: unknown): BrokenFragment[] {
  const broken: BrokenFragment[] = [];
  walkSchema(
    schema,
    (holder, path, outer: unknown) => {
      // A fragment is looked for in the nearest schema that has a name of its own.
      const resource = typeof holder['$id'] === 'string' ? holder : outer;
      for (const keyword of ['$ref', '$dynamicRef']) {
        const written = holder[keyword];
        if (typeof written !== 'string' || !written.startsWith('#') || hasFragment(resource, written)) continue;
        broken.push({ written, path: [...path, keyword] });
      }
      return resource;
    },
    schema,
  );
  return broken;
}

/**
 * Whether a schema has what a fragment names: `#`, a JSON pointer (`#/$defs/x`) or an anchor (`#x`).
 *
 * @param fragment with its `#`, or empty for the whole schema
 */
export function hasFragment(schema: unknown, fragment: string): boolean {
  return pathOfFragment(schema, fragment) !== undefined;
}

/** The way through a schema to what a fragment names, or `undefined` when it names nothing that can be a schema. */
export function pathOfFragment(schema: unknown, fragment: string): DocumentPath | undefined {
  let name: string;
  try {
    name = decodeURIComponent(fragment.slice(1));
  } catch {
    // "%zz" stands for no character, and so for no name.
    return undefined;
  }
  if (name === '') return [];
  return name.startsWith('/') ? pathOf(schema, name) : pathOfAnchor(schema, name);
}

function pathOf(schema: unknown, pointer: string): DocumentPath | undefined {
  const path: (string | number)[] = [];
  let current = schema;
  for (const segment of pointer.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    path.push(Array.isArray(current) ? Number(key) : key);
    current = Reflect.get(current, key);
  }
  return typeof current === 'boolean' || isRecord(current) ? path : undefined;
}

function pathOfAnchor(schema: unknown, name: string): DocumentPath | undefined {
  let found: DocumentPath | undefined;
  walkSchema(
    schema,
    ({ $id, $anchor, $dynamicAnchor }, path, isInOther: boolean) => {
      // A schema inside that has a name of its own keeps its anchors to itself.
      const isOther = isInOther || (path.length > 0 && typeof $id === 'string');
      if (!isOther && ($anchor === name || $dynamicAnchor === name)) found ??= [...path];
      return isOther;
    },
    false,
  );
  return found;
}
