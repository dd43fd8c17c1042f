import { inspect, types } from 'node:util';
import { SubscriberTimeoutError } from '../errors/subscriber-timeout.error.js';

/**
 * What can be said of a thrown value, which may be anything: `null`, a symbol, a proxy, an error whose `message` throws.
 * Reading it never throws and always gives text.
 */
export function messageOf(thrown: unknown): string {
  return attempt(() => textOf(thrown)) ?? 'a value that cannot be described';
}

/** The frames of an error's stack, without the lines that repeat its message; none when it has no stack. */
export function framesOf(thrown: unknown): string[] {
  return (
    attempt(() => {
      // Where this library noticed that somebody was late helps nobody.
      if (thrown instanceof SubscriberTimeoutError) return [];
      const stack: unknown = isObject(thrown) ? Reflect.get(thrown, 'stack') : undefined;
      if (typeof stack !== 'string') return [];
      return stack.slice(0, MAX_STACK).split('\n').filter(isFrame).slice(0, MAX_FRAMES);
    }) ?? []
  );
}

const MAX_STACK = 65_536;
const MAX_FRAMES = 50;

function textOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (isObject(thrown)) {
    const message = attempt((): unknown => Reflect.get(thrown, 'message'));
    if (typeof message === 'string' && message !== '') return message;
    const name = types.isNativeError(thrown) ? attempt((): unknown => Reflect.get(thrown, 'name')) : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return inspect(thrown, { depth: 1, breakLength: Infinity, maxArrayLength: 10, maxStringLength: 1024 });
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
