import { types } from 'node:util';

// The one of the language: a promise's own `then` may have been replaced.
// oxlint-disable-next-line typescript/unbound-method -- it is applied to a promise below
const { then } = Promise.prototype;

/** Whether a value has a `then` method: a promise of any realm and any library. Throws what a `then` getter throws. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  // For nearly all; asking V8 for what a value is takes 9 ns, and looking at its prototypes 5.
  if (value instanceof Promise || types.isPromise(value)) return true;
  return typeof (value as { then?: unknown }).then === 'function';
}

/**
 * Calls back once a thenable has settled, later than this returns and one time at the most.
 *
 * @throws whatever a getter of the thenable throws; then nothing is called back, and its rejection is nobody's any more
 */
export function whenSettled(
  thenable: PromiseLike<unknown>,
  onFulfilled: () => void,
  onRejected: (error: unknown) => void,
): void {
  let isFollowed = false;
  try {
    // Promise.resolve makes a well-behaved promise of any thenable, and hands back a plain promise as it is.
    const promise = Promise.resolve(thenable);
    void then.call(promise, onFulfilled, onRejected);
    isFollowed = (promise as PromiseLike<unknown>) === thenable;
  } finally {
    if (!isFollowed) takeRejection(thenable);
  }
}

/**
 * Keeps a promise whose `then` does not do what it should from ending the process: Node asks the promise itself, not its
 * `then`, whether somebody cares for its rejection.
 */
export function takeRejection(thenable: unknown): void {
  if (!types.isPromise(thenable)) return;
  const ignore = () => {};
  try {
    void Reflect.apply(then, thenable, [ignore, ignore]);
  } catch {
    // Its class is asked for the promise that `then` returns, and that threw: a plain one will do.
    if (Reflect.defineProperty(thenable, 'constructor', { value: Promise })) {
      void Reflect.apply(then, thenable, [ignore, ignore]);
    }
  }
}
