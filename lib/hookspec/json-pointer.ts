import type { DocumentPath } from './positioned-document.js';

/** Appends a key to a JSON pointer (RFC 6901). */
export function appendToPointer(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The way that a JSON pointer (RFC 6901) goes through a value.
 *
 * @param value tells keys from indexes: the pointer writes both alike
 */
export function pathOfPointer(pointer: string, value: unknown): DocumentPath {
  let current: unknown = value;
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => {
      const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(current) ? Number(key) : key;
      current = (current as Record<string | number, unknown> | null | undefined)?.[step];
      return step;
    });
}
