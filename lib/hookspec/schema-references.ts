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

/**
 * Finds the references of a schema file that name a file.
 *
 * `$id` says which address the file stands for, so an address beside that one is the file beside this one: that is how
 * files which name themselves `https://…` refer to their neighbours on disk.
 *
 * @param schema the parsed file
 * @param realPath the file
 */
export function fileReferences(schema: unknown, realPath: string): FileReference[] {
  const ownUrl = ownAddress(schema, realPath);
  const inner = innerResources(schema, realPath);
  return references(schema, realPath).flatMap(({ target, ...reference }) => {
    const address = target && withoutFragment(target);
    if (address?.startsWith(META_SCHEMAS) || (address !== undefined && inner.has(address))) return [];
    const file = address === ownUrl ? realPath : target && fileBeside(target, ownUrl, realPath);
    return [{ ...reference, file }];
  });
}

/** Finds the references of a schema file to schemas inside it that have an `$id`. */
export function innerReferences(schema: unknown, realPath: string): InnerReference[] {
  const inner = innerResources(schema, realPath);
  return references(schema, realPath).flatMap(({ target, ...reference }) => {
    const resource = target && inner.get(withoutFragment(target));
    return resource ? [{ ...reference, target: resource }] : [];
  });
}

/**
 * The schemas inside a file that have an `$id`, by the address that gives them.
 *
 * @throws Error when two of them have one address
 */
export function innerResources(schema: unknown, realPath: string): Map<string, SchemaObject> {
  const found = new Map<string, SchemaObject>();
  walkSchema(
    schema,
    (holder, path, outer: string) => {
      const base = baseOf(holder, outer);
      if (path.length === 0 || base === outer) return base;
      if (found.has(base)) throw new Error(`the $id ${base} stands in it twice`);
      found.set(base, holder);
      return base;
    },
    pathToFileURL(realPath).href,
  );
  return found;
}

function references(schema: unknown, realPath: string): (Reference & { readonly target: URL | undefined })[] {
  const fileUrl = pathToFileURL(realPath).href;
  const found: (Reference & { readonly target: URL | undefined })[] = [];
  walkSchema(
    schema,
    (holder, path, outer: string) => {
      const base = baseOf(holder, outer);
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
  return found;
}

function ownAddress(schema: unknown, realPath: string): string {
  return baseOf(schema, pathToFileURL(realPath).href);
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
