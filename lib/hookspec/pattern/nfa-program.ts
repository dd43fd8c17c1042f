/** What a state of an {@link NfaProgram} does. */
export const Operation = {
  /** Everything has matched. */
  match: 0,
  /** Goes on past a character of the set `argument`. */
  take: 1,
  /** Goes on in two places. */
  split: 2,
  /** Goes on where the assertion `argument` holds. */
  assert: 3,
  /** Goes on where the lookaround `argument` finds something. */
  find: 4,
  /** Goes on where the lookaround `argument` finds nothing. */
  miss: 5,
} as const;

/** What {@link Operation}.assert asks of a place. */
export const Assertion = { start: 0, end: 1, boundary: 2, 'no-boundary': 3 } as const;

/** A machine that is in many states at once (Thompson 1968). Entry n of each list belongs to state n. */
export interface NfaProgram {
  readonly operation: Uint8Array;
  readonly argument: Int32Array;
  readonly next: Int32Array;
  /** The second place that a split goes on in. */
  readonly other: Int32Array;
  readonly start: number;
}

/** A condition on a place, asked by a machine of its own. */
export interface Lookaround {
  readonly program: NfaProgram;
  /** Looks at what comes before a place, not after it. */
  readonly behind: boolean;
}

/** A condition on the beginning of the text. */
export interface HeadCondition {
  readonly program: NfaProgram;
  readonly negative: boolean;
}

/** All machines of a pattern. */
export interface CompiledPattern {
  readonly main: NfaProgram;
  /** Whether the main machine starts at the beginning of the text only. */
  readonly isAnchored: boolean;
  /** The lookaheads right behind a leading `^`: one look at the text answers them. */
  readonly head: readonly HeadCondition[];
  /** The other lookarounds, by the number that the states give. */
  readonly lookarounds: readonly Lookaround[];
  /** The sources of the sets, by the number that the states give. */
  readonly sets: readonly string[];
}
