/**
 * Makes an error without the frames of its stack: where this library noticed something helps nobody, and V8 takes longer
 * to walk the stack than to do all the rest. Thousands of these can be made at once.
 */
export function withoutStack<T extends Error>(make: () => T): T {
  const { stackTraceLimit } = Error;
  // Not an assignment: an application may have frozen Error.
  Reflect.set(Error, 'stackTraceLimit', 0);
  try {
    return make();
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
}
