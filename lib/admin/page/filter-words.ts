/** The words of a filter, in lower case. */
export function filterWords(filter: string): readonly string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * Whether a text has every word of a filter, wherever.
 *
 * @param haystack in lower case
 */
export function hasWords(haystack: string, words: readonly string[]): boolean {
  return words.every((word) => haystack.includes(word));
}
