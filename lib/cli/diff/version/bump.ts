/** How much of a version a change needs to be raised; `none` when nothing changed. */
export type Bump = 'none' | 'patch' | 'minor' | 'major';

const ORDER: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** Whether the first is as much as the second, or more. */
export function isAtLeast(made: Bump, needed: Bump): boolean {
  return ORDER.indexOf(made) >= ORDER.indexOf(needed);
}

/** The greatest of them. */
export function greatestBump(bumps: readonly Bump[]): Bump {
  return bumps.reduce<Bump>((greatest, bump) => (isAtLeast(greatest, bump) ? greatest : bump), 'none');
}
