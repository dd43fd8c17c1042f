import type { Alphabet } from './alphabet.js';
import { Operation, type NfaProgram } from './nfa-program.js';

/** What a machine asks of the places in a text. */
export interface Places {
  readonly text: string;
  /** Counts work; throws when it becomes too much. */
  readonly spend: (steps: number) => void;
  readonly alphabet: Alphabet;
  /** Whether characters are code points, not code units. */
  readonly isUnicode: boolean;
  /** Whether an assertion holds at a position. */
  assertionHolds(assertion: number, position: number): boolean;
  /** Whether a lookaround finds something at a position. */
  lookaroundFinds(lookaround: number, position: number): boolean;
}

/** The way a machine goes through a text. */
export interface Course {
  readonly backwards: boolean;
  /** Whether it starts anew at each place, not only at the first. */
  readonly startsAnywhere: boolean;
  /** Gets a 1 at each position where it has matched; without it the first match ends the run. */
  readonly matches?: Uint8Array;
}

// Steps are 32-bit numbers, and no text has this many characters.
const MAX_STEP = 2 ** 30;

/** Runs one machine, in one pass. It keeps its working memory: one run at a time. */
export class NfaRun {
  /** States that were entered and not yet gone on from. */
  private readonly stack: Int32Array;
  /** States that wait for a character. */
  private readonly waiting: Int32Array;
  /** The step in which a state was entered last. */
  private readonly entered: Int32Array;
  private step = 0;

  constructor(private readonly program: NfaProgram) {
    const { length } = program.operation;
    this.stack = new Int32Array(length);
    this.waiting = new Int32Array(length);
    this.entered = new Int32Array(length);
  }

  /**
   * Whether it matches somewhere.
   *
   * @throws PatternOverload when it takes too much work
   */
  matches(places: Places, { backwards, startsAnywhere, matches }: Course): boolean {
    const { text, spend, alphabet, isUnicode } = places;
    // Everything at hand and in one function: calls and fields in the loop made it four times as slow.
    const { stack, waiting, entered } = this;
    const { operation, argument, next, other, start } = this.program;
    const last = backwards ? 0 : text.length;
    let position = backwards ? text.length : 0;
    let step = this.firstStep();
    let depth = 0;
    let isStarting = true;
    let hasMatched = false;
    for (;;) {
      if (isStarting && entered[start] !== step) {
        entered[start] = step;
        stack[depth++] = start;
      }
      let open = 0;
      let work = 1;
      while (depth > 0) {
        const state = stack[--depth] as number;
        const asked = argument[state] as number;
        let following = next[state] as number;
        work += 1;
        switch (operation[state]) {
          case Operation.take:
            waiting[open++] = state;
            continue;
          case Operation.match:
            hasMatched = true;
            if (!matches) return true;
            matches[position] = 1;
            continue;
          case Operation.split:
            if (entered[following] !== step) {
              entered[following] = step;
              stack[depth++] = following;
            }
            following = other[state] as number;
            break;
          case Operation.assert:
            work += 2;
            if (!places.assertionHolds(asked, position)) continue;
            break;
          case Operation.find:
            if (!places.lookaroundFinds(asked, position)) continue;
            break;
          default:
            if (places.lookaroundFinds(asked, position)) continue;
        }
        if (entered[following] === step) continue;
        entered[following] = step;
        stack[depth++] = following;
      }
      spend(work);
      isStarting = startsAnywhere;
      if (position === last || (open === 0 && !startsAnywhere)) return hasMatched;

      const character = backwards ? before(text, position, isUnicode) : after(text, position, isUnicode);
      const row = alphabet.rowOf(character, spend);
      this.step = ++step;
      for (let index = 0; index < open; index++) {
        const state = waiting[index] as number;
        const following = next[state] as number;
        if (row[argument[state] as number] === 0 || entered[following] === step) continue;
        entered[following] = step;
        stack[depth++] = following;
      }
      position += (backwards ? -1 : 1) * (character > 0xffff ? 2 : 1);
    }
  }

  private firstStep(): number {
    if (this.step > MAX_STEP) {
      this.entered.fill(0);
      this.step = 0;
    }
    this.step += 1;
    return this.step;
  }
}

function after(text: string, position: number, isUnicode: boolean): number {
  const unit = text.charCodeAt(position);
  return isUnicode && (unit & 0xfc00) === 0xd800 ? (text.codePointAt(position) ?? unit) : unit;
}

function before(text: string, position: number, isUnicode: boolean): number {
  const unit = text.charCodeAt(position - 1);
  if (!isUnicode || (unit & 0xfc00) !== 0xdc00 || position < 2) return unit;
  const pair = text.codePointAt(position - 2) ?? unit;
  return pair > 0xffff ? pair : unit;
}
