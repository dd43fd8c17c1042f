import { CharacterSet } from '../../../lib/hookspec/pattern/character-set.js';
import type { PatternNode } from '../../../lib/hookspec/pattern/pattern-node.js';

/** Thrown when the steps become more than they may. */
export class TooManySteps extends Error {}

/**
 * Counts the steps of a matcher that goes back and tries again, as V8 does, until it has found the pattern or tried every
 * start. `\b` and `\B` always hold, and lookarounds are not known.
 *
 * @throws TooManySteps when they are more than `limit`
 */
export function backtrackingSteps(root: PatternNode, text: string, limit: number): number {
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const sets = new Map<string, CharacterSet>();
  let steps = 0;

  const setOf = (source: string): CharacterSet => {
    const set = sets.get(source) ?? new CharacterSet(source, 'u');
    sets.set(source, set);
    return set;
  };

  const match = (node: PatternNode, position: number, goOn: (position: number) => boolean): boolean => {
    if (++steps > limit) throw new TooManySteps();
    switch (node.kind) {
      case 'set': {
        const character = characters[position];
        return character !== undefined && setOf(node.source).has(character) && goOn(position + 1);
      }
      case 'assertion':
        if (node.sort === 'start' && position !== 0) return false;
        return (node.sort !== 'end' || position === characters.length) && goOn(position);
      case 'look':
        throw new Error('no lookarounds here');
      case 'sequence': {
        const from = (index: number, place: number): boolean => {
          const part = node.parts[index];
          return part ? match(part, place, (next) => from(index + 1, next)) : goOn(place);
        };
        return from(0, position);
      }
      case 'choice':
        return node.options.some((option) => match(option, position, goOn));
      case 'repeat': {
        const more = (count: number, place: number): boolean => {
          if (++steps > limit) throw new TooManySteps();
          const again = (next: number) => (next === place && count >= node.min ? false : more(count + 1, next));
          return (count < node.max && match(node.body, place, again)) || (count >= node.min && goOn(place));
        };
        return more(0, position);
      }
    }
  };

  for (let start = 0; start <= characters.length; start++) if (match(root, start, () => true)) break;
  return steps;
}
