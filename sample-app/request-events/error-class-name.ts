import { MAX_LENGTH } from './event-bounds.js';

const UNNAMED = 'UnknownError';

/**
 * The class name of anything that can be thrown, cut to the length an event's `code` may have: `NotFoundException`, `String`,
 * `null`. Never throws; what has no readable class name is an `UnknownError`.
 */
export function errorClassName(thrown: unknown): string {
  if (thrown === null || thrown === undefined) {
    return String(thrown);
  }
  try {
    const name: unknown = (Object(thrown) as object).constructor.name;
    return typeof name === 'string' && name !== '' ? name.slice(0, MAX_LENGTH.code) : UNNAMED;
  } catch {
    // An object without a prototype has no constructor, and a proxy or a getter may throw.
    return UNNAMED;
  }
}
