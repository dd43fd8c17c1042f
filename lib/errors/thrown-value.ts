import { inspect, types } from 'node:util';

/**
 * What can be said of a thrown value, which may be anything: `null`, a symbol, a proxy, an error whose `message` throws.
 * Reading it never throws and always gives text.
 */
export function messageOf(thrown: unknown): string {
  return attempt(() => textOf(thrown)) ?? 'a value that cannot be described';
}

/**
 * The same for those who may not see what it holds: of an object without a message only what it is. A plugin may have thrown
 * the payload.
 */
export function publicMessageOf(thrown: unknown): string {
  const text = attempt(() => ownTextOf(thrown));
  if (text !== undefined) return text;
  const kind = attempt(() => (isObject(thrown) ? Object.prototype.toString.call(thrown) : String(thrown)));
  if (kind === undefined) return 'a value that cannot be described';
  return isObject(thrown) ? `${kind} without a message` : kind;
}

/** The frames of an error's stack, without the lines that repeat its message; none when it has no stack. */
export function framesOf(thrown: unknown): string[] {
  return (
    attempt(() => {
      const stack: unknown = isObject(thrown) ? Reflect.get(thrown, 'stack') : undefined;
      if (typeof stack !== 'string') return [];
      return stack.slice(0, MAX_STACK).split('\n').filter(isFrame).slice(0, MAX_FRAMES);
    }) ?? []
  );
}

const MAX_STACK = 65_536;
const MAX_FRAMES = 50;
const MAX_KEYS = 50;
const MAX_ENTRIES = 10;
const DEPTH = 1;

function textOf(thrown: unknown): string {
  return ownTextOf(thrown) ?? describe(thrown);
}

/** What it says of itself, if it does. */
function ownTextOf(thrown: unknown): string | undefined {
  if (typeof thrown === 'string') return thrown;
  if (isObject(thrown)) {
    const message = attempt((): unknown => Reflect.get(thrown, 'message'));
    if (typeof message === 'string' && message !== '') return message;
    const name = types.isNativeError(thrown) ? attempt((): unknown => Reflect.get(thrown, 'name')) : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return undefined;
}

/** Shows what it holds, unless that is a lot: `inspect` writes every key, and somebody may have thrown a whole response. */
function describe(thrown: unknown): string {
  if (!isSmall(thrown, DEPTH)) return `${Object.prototype.toString.call(thrown)}, which holds too much to show`;
  return inspect(thrown, { depth: DEPTH, breakLength: Infinity, maxArrayLength: MAX_ENTRIES, maxStringLength: 1024 });
}

function isSmall(value: unknown, depth: number): boolean {
  if (!isObject(value) || ArrayBuffer.isView(value)) return true;
  // Lists, maps and sets are cut off by `inspect` itself, and their indexes take long to count.
  if (Array.isArray(value) || types.isMap(value) || types.isSet(value))
    return depth === 0 || hasSmallEntries(value, depth);
  const keys = Reflect.ownKeys(value);
  if (keys.length > MAX_KEYS) return false;
  return depth === 0 || keys.every((key) => isSmall(Object.getOwnPropertyDescriptor(value, key)?.value, depth - 1));
}

function hasSmallEntries(list: Iterable<unknown>, depth: number): boolean {
  let seen = 0;
  for (const entry of list) {
    if (seen++ === MAX_ENTRIES) return true;
    // A map gives each entry as a list of two, which `inspect` does not count as a level.
    if (!isSmall(entry, types.isMap(list) ? depth : depth - 1)) return false;
  }
  return true;
}

function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // Whatever it threw in turn is the business of whoever made such a value.
    return undefined;
  }
}
