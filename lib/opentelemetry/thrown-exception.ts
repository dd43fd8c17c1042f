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
  const text = textAt(thrown, 'message') ?? textAt(thrown, 'name');
  return text ?? attempt(() => inspect(thrown, { depth: 0, breakLength: Infinity }));
}

/** What an object holds there, if that is text and not empty. */
function textAt(thrown: unknown, key: string): string | undefined {
  const text = attempt((): unknown => Reflect.get(thrown as object, key));
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // It is no object and holds nothing, or a getter of it throws and says no more of itself.
    return undefined;
  }
}
