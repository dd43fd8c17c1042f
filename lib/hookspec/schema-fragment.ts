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
  let name: string;
  try {
    name = decodeURIComponent(fragment.slice(1));
  } catch {
    // "%zz" stands for no character, and so for no name.
    return false;
  }
  return name === '' || (name.startsWith('/') ? hasPointer(schema, name) : hasAnchor(schema, name));
}

function hasPointer(schema: unknown, pointer: string): boolean {
  let current = schema;
  for (const segment of pointer.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return false;
    current = Reflect.get(current, key);
  }
  return typeof current === 'boolean' || isRecord(current);
}

function hasAnchor(schema: unknown, name: string): boolean {
  let found = false;
  walkSchema(
    schema,
    ({ $id, $anchor, $dynamicAnchor }, path, isInOther: boolean) => {
      // A schema inside that has a name of its own keeps its anchors to itself.
      const isOther = isInOther || (path.length > 0 && typeof $id === 'string');
      found ||= !isOther && ($anchor === name || $dynamicAnchor === name);
      return isOther;
    },
    false,
  );
  return found;
}
