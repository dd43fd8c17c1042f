import type { Change } from './change.js';
import type { KindDiff } from './hookspec-diff.js';
import type { VersionVerdict } from './version/version-verdict.js';

/** The verdict on a kind: its name, and what is to be said of its version. */
export function verdictWords({ kind, from, to, changes, verdict }: KindDiff): {
  readonly name: string;
  readonly words: string;
} {
  if (from === undefined) return { name: kind, words: `new, ${to}: fine` };
  if (to === undefined || verdict === undefined) {
    return { name: kind, words: `${from} -> gone: breaks publishers and subscribers, and no version can say so` };
  }
  return { name: kind, words: `${from} -> ${to}, ${judgement(verdict, changes, to)}` };
}

function judgement({ needs, made, isEnough, least }: VersionVerdict, changes: readonly Change[], to: string): string {
  const reason = reasonOf(changes);
  if (made === 'backwards') return `backwards: ${needs === 'none' ? 'nothing changed' : `needs ${least}, ${reason}`}`;
  if (needs === 'none') return 'nothing changed: fine';
  if (made === 'prerelease') return `${reason}: fine, since the old version is a pre-release`;
  if (isEnough) return `needs ${least}, ${reason}: fine`;
  const advice = made === 'none' ? 'the version was not raised' : `${to} is no ${needs} bump`;
  return `needs ${least}, ${reason}: ${advice}`;
}

function reasonOf(changes: readonly Change[]): string {
  const broken = (['publishers', 'subscribers'] as const).filter((party) => {
    return changes.some(({ breaks }) => breaks === party || breaks === 'both');
  });
  if (broken.length > 0) return `breaks ${broken.join(' and ')}`;
  return changes.every(({ bump }) => bump === 'patch') ? 'breaks nobody' : 'adds something, breaks nobody';
}
