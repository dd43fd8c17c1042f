import { shownPattern } from './shown-pattern.js';

/** Why a pattern cannot be used, although it is a regular expression; the message says what to do. */
export class PatternRefusal extends Error {
  /**
   * @param pattern the one that is refused
   * @param reason continues a sentence that begins with the pattern
   */
  constructor(pattern: string, reason: string) {
    super(`the pattern ${shownPattern(pattern)} ${reason}`);
  }
}
