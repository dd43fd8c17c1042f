import { types } from 'node:util';

/**
 * Refuses what a generator method returns: nothing of such a method has run, and nobody will run it.
 *
 * @param returned what the method of a subscriber gave back
 * @throws TypeError when it is a generator or an async generator, of any realm
 */
export function refuseGenerator(returned: unknown): void {
  if (!types.isGeneratorObject(returned)) return;
  throw new TypeError('it returned a generator, and nobody runs that: make the method async, without the *');
}
