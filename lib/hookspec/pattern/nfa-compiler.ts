import { Assertion, Operation, type CompiledPattern, type Lookaround, type NfaProgram } from './nfa-program.js';
import type { LookNode, PatternNode, RepeatNode } from './pattern-node.js';
import { PatternRefusal } from './pattern-refusal.js';

/** The most states that a pattern may need: counted repetitions are written out. */
export const MAX_STATES = 2_000;

/**
 * Makes machines of a pattern.
 *
 * @throws PatternRefusal when they would have too many states
 */
export function compilePattern(pattern: string, root: PatternNode, flags: string): CompiledPattern {
  if (root.states > MAX_STATES) {
    const reason = `is too long: with its counts written out it has more than ${MAX_STATES} steps`;
    throw new PatternRefusal(
      pattern,
      `${reason}. Lower them, leave lengths to minLength and maxLength, or use an enum`,
    );
  }
  return new NfaCompiler().compile(root, !flags.includes('m'));
}

/** The states of one machine while it is built, from its end to its start. */
class States {
  readonly operation: number[] = [];
  readonly argument: number[] = [];
  readonly next: number[] = [];
  readonly other: number[] = [];

  add(operation: number, argument: number, next: number, other = 0): number {
    this.argument.push(argument);
    this.next.push(next);
    this.other.push(other);
    return this.operation.push(operation) - 1;
  }

  toProgram(start: number): NfaProgram {
    return {
      operation: Uint8Array.from(this.operation),
      argument: Int32Array.from(this.argument),
      next: Int32Array.from(this.next),
      other: Int32Array.from(this.other),
      start,
    };
  }
}

class NfaCompiler {
  private readonly sets = new Map<string, number>();
  private readonly lookarounds: Lookaround[] = [];
  private readonly numbers = new Map<LookNode, number>();

  compile(root: PatternNode, caretIsStart: boolean): CompiledPattern {
    const parts = root.kind === 'sequence' ? root.parts : [root];
    const [first] = parts;
    const isAnchored = caretIsStart && first?.kind === 'assertion' && first.sort === 'start';
    const conditions: LookNode[] = [];
    for (const part of isAnchored ? parts.slice(1) : []) {
      if (part.kind !== 'look' || part.behind) break;
      conditions.push(part);
    }
    const head = conditions.map(({ body, negative }) => ({ program: this.machine([body], false), negative }));
    const main = this.machine(isAnchored ? parts.slice(1 + conditions.length) : parts, false);
    return { main, isAnchored, head, lookarounds: this.lookarounds, sets: [...this.sets.keys()] };
  }

  private machine(parts: readonly PatternNode[], backwards: boolean): NfaProgram {
    const states = new States();
    const end = states.add(Operation.match, 0, 0);
    return states.toProgram(this.sequence(parts, end, states, backwards));
  }

  /** Adds what matches a part and then goes on at `next`. Returns the state that it starts in. */
  private add(node: PatternNode, next: number, states: States, backwards: boolean): number {
    switch (node.kind) {
      case 'set':
        return states.add(Operation.take, this.numberOfSet(node.source), next);
      case 'assertion':
        return states.add(Operation.assert, Assertion[node.sort], next);
      case 'look':
        return states.add(node.negative ? Operation.miss : Operation.find, this.numberOfLookaround(node), next);
      case 'sequence':
        return this.sequence(node.parts, next, states, backwards);
      case 'choice':
        return node.options
          .map((option) => this.add(option, next, states, backwards))
          .reduceRight((rest, option) => states.add(Operation.split, 0, option, rest));
      case 'repeat':
        return this.repeat(node, next, states, backwards);
    }
  }

  private sequence(parts: readonly PatternNode[], next: number, states: States, backwards: boolean): number {
    const lastFirst = backwards ? parts : parts.toReversed();
    return lastFirst.reduce((following, part) => this.add(part, following, states, backwards), next);
  }

  private repeat({ body, min, max }: RepeatNode, next: number, states: States, backwards: boolean): number {
    if (max === 0) return next;
    // A condition that holds, holds as often as one likes.
    if (body.width === 0) return min === 0 ? next : this.add(body, next, states, backwards);
    let start = next;
    let copies = min;
    if (max === Infinity) {
      const loop = states.add(Operation.split, 0, next, next);
      const once = this.add(body, loop, states, backwards);
      states.next[loop] = once;
      start = min === 0 ? loop : once;
      copies = Math.max(0, min - 1);
    } else {
      for (let copy = min; copy < max; copy++) {
        start = states.add(Operation.split, 0, this.add(body, start, states, backwards), next);
      }
    }
    for (let copy = 0; copy < copies; copy++) start = this.add(body, start, states, backwards);
    return start;
  }

  private numberOfSet(source: string): number {
    const number = this.sets.get(source) ?? this.sets.size;
    this.sets.set(source, number);
    return number;
  }

  private numberOfLookaround(node: LookNode): number {
    const known = this.numbers.get(node);
    if (known !== undefined) return known;
    // Read backwards from the end of the text, a lookahead knows at each place what comes after it.
    const program = this.machine([node.body], !node.behind);
    const number = this.lookarounds.push({ program, behind: node.behind }) - 1;
    this.numbers.set(node, number);
    return number;
  }
}
