const MAX_NAME_LENGTH = 128;
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
  const stack = textAt(thrown, 'stack');
  return {
    name: headOf(textAt(thrown, 'name') ?? (thrown === null ? 'null' : typeof thrown), MAX_NAME_LENGTH),
    message: headOf(messageOf(thrown), MAX_MESSAGE_LENGTH),
    ...(stack !== undefined && { stack: headOf(stack, MAX_STACK_LENGTH) }),
  };
}

/** Of an object that has no message only what it is: a plugin may have thrown the payload. */
function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  const text = textAt(thrown, 'message') ?? textAt(thrown, 'name');
  return text ?? attempt(() => kindOf(thrown)) ?? 'a value that cannot be described';
}

function kindOf(thrown: unknown): string {
  const isObject = (typeof thrown === 'object' && thrown !== null) || typeof thrown === 'function';
  return isObject ? `${Object.prototype.toString.call(thrown)} without a message` : String(thrown);
}

/** A text of its own: to V8 a slice keeps the whole alive, and spans wait for a while until they are exported. */
function headOf(text: string, maxLength: number): string {
  return Buffer.from(text.slice(0, maxLength), 'utf16le').toString('utf16le');
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
