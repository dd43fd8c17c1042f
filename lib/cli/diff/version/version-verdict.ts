import { isAtLeast, type Bump } from './bump.js';
import { bumpBetween, bumped, comparePrecedence, parseVersion } from './semver.js';

/** Whether the version of a kind was raised by as much as its changes need. */
export interface VersionVerdict {
  readonly needs: Bump;
  /** `backwards` when the new version comes before the old one; `prerelease` when the old one was no release. */
  readonly made: Bump | 'backwards' | 'prerelease';
  readonly isEnough: boolean;
  /** The least version that would do; the old one when nothing is needed. */
  readonly least: string;
}

/** Judges the step from one version to the next. @param needs the bump that the changes need from the first one on */
export function judgeVersions(from: string, to: string, needs: Bump): VersionVerdict {
  const [before, after] = [parseVersion(from), parseVersion(to)];
  const least = bumped(before, needs);
  const order = comparePrecedence(before, after);
  if (order > 0) return { needs, made: 'backwards', isEnough: false, least };
  if (order < 0 && before.prerelease.length > 0) {
    // What a pre-release promises is unstable (clause 9), and the release that it is compared with is not at hand.
    return { needs, made: 'prerelease', isEnough: true, least };
  }
  const made = bumpBetween(before, after);
  return { needs, made, isEnough: isAtLeast(made, needs), least };
}

/**
 * What a change needs from a version on. Before 1.0.0 anything may change at any time (clause 4); what is common there is
 * that a minor version breaks, and a patch does not.
 */
export function bumpFrom(version: string, bump: Bump): Bump {
  if (parseVersion(version).core[0] > 0n) return bump;
  if (bump === 'major') return 'minor';
  return bump === 'minor' ? 'patch' : bump;
}
