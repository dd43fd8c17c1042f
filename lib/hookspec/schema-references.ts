import { dirname, posix, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentPath } from './positioned-document.js';
import { isRecord, walkSchema, type SchemaObject } from './walk-schema.js';

/** A `$ref` that is more than a `#fragment`, in a schema file. */
interface Reference {
  /** The schema object that holds the reference. */
  readonly holder: SchemaObject;
  readonly keyword: '$ref' | '$dynamicRef';
  /** The way to the reference in its file. */
  readonly path: DocumentPath;
  /** What stands in the file. */
  readonly written: string;
  /** `#` and what follows it, or nothing. */
  readonly fragment: string;
}

/** A reference that names a file: a neighbour, or the file itself by its address. */
export interface FileReference extends Reference {
  /** The path of that file, or `undefined` when the reference leads to no file beside this one. */
  readonly file: string | undefined;
}

/** A reference to a schema that stands in the same file and has an `$id` of its own. */
export interface InnerReference extends Reference {
  readonly target: SchemaObject;
}

const META_SCHEMAS = 'https://json-schema.org/draft/2020-12/';

/** What a schema file refers to. */
export interface SchemaReferences {
  /** The references that name a file. */
  readonly toFiles: readonly FileReference[];
  /** Those to schemas inside the file that have an `$id`. */
  readonly toInner: readonly InnerReference[];
  /** The schemas inside the file that have an `$id`, by the address that gives them. */
  readonly inner: ReadonlyMap<string, SchemaObject>;
}

interface FoundReference extends Reference {
  readonly target: URL | undefined;
}

/**
 * Finds the references of a schema file that are more than a `#fragment`, in one walk.
 *
 * `$id` says which address the file stands for, so an address beside that one is the file beside this one: that is how
 * files which name themselves `https://…` refer to their neighbours on disk.
 *
 * @param schema the parsed file
 * @param realPath the file
 * @throws Error when two schemas inside have one address
 */
export function schemaReferences(schema: unknown, realPath: string): SchemaReferences {
  const fileUrl = pathToFileURL(realPath).href;
  const ownUrl = baseOf(schema, fileUrl);
  const { inner, found } = collect(schema, fileUrl);
  const toFiles: FileReference[] = [];
  const toInner: InnerReference[] = [];
  for (const { target, ...reference } of found) {
    const address = target && withoutFragment(target);
    const resource = address === undefined ? undefined : inner.get(address);
    if (resource) toInner.push({ ...reference, target: resource });
    if (resource || address?.startsWith(META_SCHEMAS)) continue;
    const file = address === ownUrl ? realPath : target && fileBeside(target, ownUrl, realPath);
    toFiles.push({ ...reference, file });
  }
  return { toFiles, toInner, inner };
}

/** Finds the references of a schema file that name a file, as {@link schemaReferences} does. */
export function fileReferences(schema: unknown, realPath: string): readonly FileReference[] {
  return schemaReferences(schema, realPath).toFiles;
}

function collect(schema: unknown, fileUrl: string): { inner: Map<string, SchemaObject>; found: FoundReference[] } {
  const inner = new Map<string, SchemaObject>();
  const found: FoundReference[] = [];
  walkSchema(
    schema,
    (holder, path, outer: string) => {
      const base = baseOf(holder, outer);
      if (path.length > 0 && base !== outer) {
        if (inner.has(base)) throw new Error(`the $id ${base} stands in it twice`);
        inner.set(base, holder);
      }
      for (const keyword of ['$ref', '$dynamicRef'] as const) {
        const written = holder[keyword];
        if (typeof written !== 'string' || written.startsWith('#')) continue;
        // An `$id` that is no place (a URN) has no neighbours: the file has.
        const target = parseUrl(written, base) ?? parseUrl(written, fileUrl);
        const fragment = written.includes('#') ? written.slice(written.indexOf('#')) : '';
        found.push({ holder, keyword, path: [...path, keyword], written, fragment, target });
      }
      return base;
    },
    fileUrl,
  );
  return { inner, found };
}

function baseOf(schema: unknown, outer: string): string {
  const id = isRecord(schema) ? schema['$id'] : undefined;
  const url = typeof id === 'string' ? parseUrl(id, outer) : undefined;
  return url === undefined ? outer : withoutFragment(url);
}

function fileBeside(target: URL, ownUrl: string, realPath: string): string | undefined {
  const folder = parseUrl('.', ownUrl) ?? new URL('.', pathToFileURL(realPath));
  if (target.protocol !== folder.protocol || target.host !== folder.host) return undefined;
  try {
    return resolve(dirname(realPath), decodeURIComponent(posix.relative(folder.pathname, target.pathname)));
  } catch {
    // "%zz" stands for no character, and so for no file.
    return undefined;
  }
}

function withoutFragment({ href, hash }: URL): string {
  return href.slice(0, href.length - hash.length).replace(/#$/, '');
}

function parseUrl(reference: string, base: string): URL | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base) : undefined;
}
