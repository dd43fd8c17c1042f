import { types } from 'node:util';

/**
 * Refuses what a generator method returns: nothing of such a method has run, and nobody will run it.
 *
 * @param returned what a subscriber gave back, or what its promise became
 * @throws TypeError when it is a generator, an async one too, of any realm, compiled for an old target or not
 */
export function refuseGenerator(returned: unknown): void {
  if (typeof returned !== 'object' || returned === null) return;
  if (!types.isGeneratorObject(returned) && !isCompiledAsyncGenerator(returned)) return;
  throw new TypeError('it returned a generator, and nobody runs that: make the method async, without the *');
}

/** Below ES2018 compilers make an ordinary object of an async generator. A stream can be iterated too, but has no `next`. */
function isCompiledAsyncGenerator(value: object): boolean {
  return Symbol.asyncIterator in value && typeof Reflect.get(value, 'next') === 'function';
}
