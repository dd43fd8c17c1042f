/**
 * The same text as V8 keeps it for the names in code. A `Map` finds such a key by comparing addresses; one that a parser cut
 * out of a file it compares character by character with what the publisher wrote in its code, which took 40 of 180 ns.
 */
export function internalized(text: string): string {
  const [name] = Object.keys({ [text]: true });
  return name ?? text;
}
