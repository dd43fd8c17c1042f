import { inspect } from 'node:util';

const MAX_MESSAGE_LENGTH = 1024;
const MAX_STACK_LENGTH = 16_384;

/** What a span tells of a thrown value: text only, which nothing can go wrong with. */
export interface ThrownException {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/**
 * Describes a thrown value, which may be anything: `null`, a symbol, an error whose `message` getter throws. It never
 * throws. The SDK would read such getters itself, and leave out what is neither an error nor text.
 */
export function exceptionOf(thrown: unknown): ThrownException {
  const stack = textAt(thrown, 'stack')?.slice(0, MAX_STACK_LENGTH);
  return {
    name: textAt(thrown, 'name') ?? (thrown === null ? 'null' : typeof thrown),
    message: (messageOf(thrown) ?? 'a value that cannot be described').slice(0, MAX_MESSAGE_LENGTH),
    ...(stack !== undefined && { stack }),
  };
}

function messageOf(thrown: unknown): string | undefined {
  if (typeof thrown === 'string') return thrown;
  return textAt(thrown, 'message') ?? attempt(() => inspect(thrown, { depth: 0, breakLength: Infinity }));
}

/** What an object holds there, if that is text and not empty. */
function textAt(value: unknown, key: string): string | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  const text = attempt((): unknown => Reflect.get(value, key));
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // A getter or a proxy of the thrown value, which says no more of itself then.
    return undefined;
  }
}
