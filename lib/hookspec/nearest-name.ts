/**
 * The name that was probably meant.
 *
 * @param wrong a name that does not exist
 * @param names the names that do
 * @returns the closest one, or `undefined` when none is close enough to be a slip of the keyboard
 */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  // A published name can be any text; beyond this length it is no slip, and the comparison is quadratic.
  if (wrong.length > 128) return undefined;
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    // As far as the names are long, they have no letter in common.
    if (distance < least && distance < Math.max(wrong.length, name.length)) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** `Did you mean 'x'?` with a space before it, or nothing. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const nearest = nearestName(wrong, names);
  return nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
}

/** Levenshtein's distance: how many characters must be inserted, removed or replaced to turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
