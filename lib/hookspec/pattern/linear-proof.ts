import type { CharacterSet } from './character-set.js';
import { mayOverlap, NO_CHARACTERS, spanOf, union, type CharacterSpan } from './character-span.js';
import { factoredOptions } from './factored-options.js';
import type { PatternNode, RepeatNode } from './pattern-node.js';

// Each place in the text may make V8 try every branch once.
const MAX_BRANCHES = 64;
// What V8 may do again at every place of the text for a pattern that may begin anywhere.
const MAX_WORK_PER_START = 256;

// Measured: V8 takes up to 4 ns to look a character up in a set, 22 ns in one of properties such as \p{L}. A step takes 7.
const STEPS_PER_SET = 0.5;
const STEPS_PER_PROPERTY = 3;

/** How a part that has at most one way to match begins, and how it could go on when it has matched. */
interface Shape {
  readonly isNullable: boolean;
  readonly first: CharacterSpan;
  readonly follow: CharacterSpan;
}

const EMPTY: Shape = { isNullable: true, first: NO_CHARACTERS, follow: NO_CHARACTERS };

/**
 * Whether V8's backtracking provably takes time linear in the text. "No" proves nothing.
 *
 * It does when at each character at most one way to go on is open, so that whatever is tried again fails at once: the
 * pattern is *strongly* one-unambiguous (Brüggemann-Klein and Wood 1998, Gelade, Gyssens and Martens 2009). Weak
 * one-unambiguity, which says only which character of the pattern is next, would accept `^(a+)+$`.
 */
export class LinearProof {
  private branches = 0;
  /** How often V8 may read a character: once for each option, and for each repetition once more to see that it ends. */
  private readings = 1;
  private asksForProperties = false;

  /** @param setOf finds the characters of a set by its source */
  constructor(
    private readonly flags: string,
    private readonly setOf: (source: string) => CharacterSet,
  ) {}

  /**
   * How many steps V8 takes for each character of a text at the most, measured in those of the machine that would do it
   * otherwise. `undefined` when it is not proven that there is such a number.
   */
  stepsPerCharacter(root: PatternNode): number | undefined {
    const isAnchored = this.isAnchored(root);
    // What does not begin at the start only is tried at every place.
    if (!isAnchored && root.width > MAX_WORK_PER_START) return undefined;
    if (this.shapeOf(root) === undefined) return undefined;
    if (!isAnchored && root.width * (this.branches + 1) > MAX_WORK_PER_START) return undefined;
    return (
      this.readings * (isAnchored ? 1 : root.width) * (this.asksForProperties ? STEPS_PER_PROPERTY : STEPS_PER_SET)
    );
  }

  private isAnchored(node: PatternNode): boolean {
    switch (node.kind) {
      case 'assertion':
        return node.sort === 'start' && !this.flags.includes('m');
      case 'sequence': {
        const head = node.parts.find((part) => part.kind !== 'assertion' || this.isAnchored(part));
        return head !== undefined && this.isAnchored(head);
      }
      case 'choice':
        return node.options.every((option) => this.isAnchored(option));
      case 'repeat':
        return node.min > 0 && this.isAnchored(node.body);
      case 'set':
      case 'look':
        return false;
    }
  }

  /** `undefined` when the part may have more ways than one. */
  private shapeOf(node: PatternNode): Shape | undefined {
    switch (node.kind) {
      case 'set':
        this.asksForProperties ||= /\\p/i.test(node.source);
        return { isNullable: false, first: spanOf(this.setOf(node.source)), follow: NO_CHARACTERS };
      case 'assertion':
        return EMPTY;
      case 'look':
        return undefined;
      case 'sequence':
        return this.inSequence(node.parts);
      case 'choice':
        return this.ofChoice(node.options);
      case 'repeat':
        return this.ofRepeat(node);
    }
  }

  private inSequence(parts: readonly PatternNode[]): Shape | undefined {
    let whole = EMPTY;
    for (const part of parts) {
      const next = this.shapeOf(part);
      if (next === undefined || mayOverlap(whole.follow, next.first)) return undefined;
      whole = {
        isNullable: whole.isNullable && next.isNullable,
        first: whole.isNullable ? union(whole.first, next.first) : whole.first,
        // So all that a sequence begins with is also in its `follow` while it may be empty.
        follow: next.isNullable ? union(union(whole.follow, next.first), next.follow) : next.follow,
      };
    }
    return whole;
  }

  private ofChoice(options: readonly PatternNode[]): Shape | undefined {
    let whole: Shape | undefined;
    // V8 reads what options have in common once for each of them, which is why they all count as branches.
    this.readings += options.length;
    for (const option of factoredOptions(options)) {
      const next = this.branchInto(option);
      if (next === undefined) return undefined;
      if (whole && (mayOverlap(whole.first, next.first) || (whole.isNullable && next.isNullable))) return undefined;
      whole = {
        isNullable: next.isNullable || whole?.isNullable === true,
        first: union(whole?.first ?? NO_CHARACTERS, next.first),
        follow: union(whole?.follow ?? NO_CHARACTERS, next.follow),
      };
    }
    return whole;
  }

  private ofRepeat({ body, min, max }: RepeatNode): Shape | undefined {
    this.readings += 1;
    const once = this.branchInto(body);
    if (once === undefined) return undefined;
    // V8 goes through a body that may be empty as often as `min` says, and both skips it and matches nothing with it.
    if (once.isNullable && (min !== 1 || max !== 1)) return undefined;
    if (max > 1 && mayOverlap(once.follow, once.first)) return undefined;
    return {
      isNullable: min === 0 || once.isNullable,
      first: once.first,
      follow: min === max ? once.follow : union(once.follow, once.first),
    };
  }

  private branchInto(node: PatternNode): Shape | undefined {
    this.branches += 1;
    return this.branches > MAX_BRANCHES ? undefined : this.shapeOf(node);
  }
}
