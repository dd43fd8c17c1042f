import type { SchemaPlace } from '../../../hookspec/schema-place.js';
import type { Words, WordsByPath } from './schema-words.js';

/** Words about one value that are others now. */
export interface WordsChange {
  readonly path: string;
  /** Which keywords: `description and examples`. */
  readonly keywords: string;
  readonly place: SchemaPlace;
}

/** What changed in the words about those values that both sides know: those about a new field are as new as it is. */
export function wordsDiff(old: WordsByPath, next: WordsByPath): WordsChange[] {
  return [...next].flatMap(([path, after]) => {
    const before = old.get(path);
    if (before === undefined) return [];
    const added = missing(after, before);
    const changed = [...added, ...missing(before, after)];
    const [first] = changed;
    if (first === undefined) return [];
    const keywords = [...new Set(changed.map(({ keyword }) => keyword))].join(' and ');
    return [{ path, keywords, place: first.place }];
  });
}

function missing(words: ReadonlyMap<string, Words>, from: ReadonlyMap<string, Words>): Words[] {
  return [...words].filter(([text]) => !from.has(text)).map(([, one]) => one);
}
