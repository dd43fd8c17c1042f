/** What every part of a pattern knows of itself. */
interface Measured {
  /** The most characters it can take; `Infinity` when there is no such number. */
  readonly width: number;
  /** An upper bound of the states that a machine for it has, at least 1: `Infinity` is possible. */
  readonly states: number;
}

/** One character out of a set, such as `a`, `.`, `\d` or `[^x]`. */
export interface SetNode extends Measured {
  readonly kind: 'set';
  /** As it is written. */
  readonly source: string;
}

/** A condition on the place between two characters: `^`, `$`, `\b` or `\B`. */
export interface AssertionNode extends Measured {
  readonly kind: 'assertion';
  readonly sort: 'start' | 'end' | 'boundary' | 'no-boundary';
}

/** A lookahead or a lookbehind. */
export interface LookNode extends Measured {
  readonly kind: 'look';
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: PatternNode;
}

/** Parts one after another; none is the empty text. */
export interface SequenceNode extends Measured {
  readonly kind: 'sequence';
  readonly parts: readonly PatternNode[];
}

/** Alternatives, at least two. */
export interface ChoiceNode extends Measured {
  readonly kind: 'choice';
  readonly options: readonly PatternNode[];
}

/** A part `min` to `max` times. Whether it is greedy or lazy changes what is captured, not what matches. */
export interface RepeatNode extends Measured {
  readonly kind: 'repeat';
  readonly body: PatternNode;
  readonly min: number;
  readonly max: number;
}

/** A part of a regular expression. Groups are gone: only a backreference could tell them apart. */
export type PatternNode = SetNode | AssertionNode | LookNode | SequenceNode | ChoiceNode | RepeatNode;

/** A {@link SetNode}. */
export function setOf(source: string): SetNode {
  return { kind: 'set', source, width: 1, states: 1 };
}

/** An {@link AssertionNode}. */
export function assertionOf(sort: AssertionNode['sort']): AssertionNode {
  return { kind: 'assertion', sort, width: 0, states: 1 };
}

/** A {@link LookNode}. */
export function lookOf(behind: boolean, negative: boolean, body: PatternNode): LookNode {
  return { kind: 'look', behind, negative, body, width: 0, states: body.states + 1 };
}

/** A {@link SequenceNode}, or its only part. Empty parts are left out. */
export function sequenceOf(parts: readonly PatternNode[]): PatternNode {
  const full = parts.filter((part) => part.kind !== 'sequence' || part.parts.length > 0);
  const [only] = full;
  if (full.length === 1 && only) return only;
  return { kind: 'sequence', parts: full, width: sum(full, 'width'), states: Math.max(1, sum(full, 'states')) };
}

/** A {@link ChoiceNode}, or its only option. */
export function choiceOf(options: readonly PatternNode[]): PatternNode {
  const [only] = options;
  if (options.length === 1 && only) return only;
  const width = options.reduce((widest, option) => Math.max(widest, option.width), 0);
  return { kind: 'choice', options, width, states: sum(options, 'states') + options.length };
}

/** A {@link RepeatNode}. */
export function repeatOf(body: PatternNode, min: number, max: number): RepeatNode {
  return { kind: 'repeat', body, min, max, width: times(max, body.width), states: repeatedStates(body, min, max) };
}

function repeatedStates(body: PatternNode, min: number, max: number): number {
  if (body.width === 0 || max === 0) return body.states;
  if (max === Infinity) return times(Math.max(1, min), body.states) + 1;
  return times(min, body.states) + times(max - min, body.states + 1);
}

/** A product in which no times infinity is none, not NaN. */
function times(count: number, measure: number): number {
  return count === 0 || measure === 0 ? 0 : count * measure;
}

function sum(nodes: readonly PatternNode[], measure: keyof Measured): number {
  return nodes.reduce((total, node) => total + node[measure], 0);
}
