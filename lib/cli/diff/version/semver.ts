import type { Bump } from './bump.js';

/** A version as Semantic Versioning 2.0.0 has it. What stands behind a `+` orders nothing (clause 10) and is left out. */
export interface Version {
  /** Major, minor and patch; of any length, so no numbers of JavaScript. */
  readonly core: readonly [bigint, bigint, bigint];
  /** The identifiers behind the `-`; none for a release. */
  readonly prerelease: readonly string[];
}

/**
 * Reads a version.
 *
 * @param text a version of the form that hookspecs must have: it was checked when the hookspec was read
 */
export function parseVersion(text: string): Version {
  const [withoutBuild = ''] = text.split('+', 1);
  const dash = withoutBuild.indexOf('-');
  const core = dash === -1 ? withoutBuild : withoutBuild.slice(0, dash);
  const [major = '0', minor = '0', patch = '0'] = core.split('.');
  return {
    core: [BigInt(major), BigInt(minor), BigInt(patch)],
    prerelease: dash === -1 ? [] : withoutBuild.slice(dash + 1).split('.'),
  };
}

/** Compares two versions by their precedence (clause 11): negative when the first comes before the second. */
export function comparePrecedence(one: Version, other: Version): number {
  for (const [index, number] of one.core.entries()) {
    const difference = compare(number, other.core[index] ?? 0n);
    if (difference !== 0) return difference;
  }
  // 11.3: a pre-release comes before its release.
  if (one.prerelease.length === 0 || other.prerelease.length === 0) {
    return compare(other.prerelease.length, one.prerelease.length);
  }
  for (const [index, identifier] of one.prerelease.entries()) {
    const partner = other.prerelease[index];
    // 11.4.4: of two that are alike so far, the longer one comes later.
    if (partner === undefined) return 1;
    const difference = compareIdentifiers(identifier, partner);
    if (difference !== 0) return difference;
  }
  return compare(one.prerelease.length, other.prerelease.length);
}

/** Which of its three numbers makes a version another; `none` when both have one precedence but for pre-releases. */
export function bumpBetween(from: Version, to: Version): Bump {
  const index = from.core.findIndex((number, place) => number !== to.core[place]);
  return (['major', 'minor', 'patch'] as const)[index] ?? 'none';
}

/** The least version that is as much of a bump from another one. A pre-release becomes its release. */
export function bumped({ core: [major, minor, patch], prerelease }: Version, bump: Bump): string {
  if (bump !== 'none' && prerelease.length > 0) return `${major}.${minor}.${patch}`;
  switch (bump) {
    case 'major':
      return `${major + 1n}.0.0`;
    case 'minor':
      return `${major}.${minor + 1n}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1n}`;
    case 'none':
      return [`${major}.${minor}.${patch}`, ...(prerelease.length > 0 ? [prerelease.join('.')] : [])].join('-');
  }
}

/** 11.4.1 to 11.4.3: numbers by their value, and before texts; texts in ASCII order. */
function compareIdentifiers(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && isOtherNumber) return compare(BigInt(one), BigInt(other));
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return compare(one, other);
}

function compare<T extends bigint | number | string>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
