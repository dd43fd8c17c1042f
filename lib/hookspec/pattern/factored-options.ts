import { choiceOf, sequenceOf, setOf, type PatternNode } from './pattern-node.js';

/** Options of a choice, those that begin with the same set made one: `~0|~1` becomes `~(?:0|1)`. */
export function factoredOptions(options: readonly PatternNode[]): readonly PatternNode[] {
  const plain: PatternNode[] = [];
  const tails = new Map<string, PatternNode[]>();
  for (const option of options) {
    const [head, ...tail] = option.kind === 'sequence' ? option.parts : [option];
    if (head?.kind !== 'set') {
      plain.push(option);
      continue;
    }
    const others = tails.get(head.source) ?? [];
    others.push(sequenceOf(tail));
    tails.set(head.source, others);
  }
  return [...plain, ...Array.from(tails, ([source, rests]) => sequenceOf([setOf(source), choiceOf(rests)]))];
}
