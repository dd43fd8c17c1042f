import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import { greatestBump } from './version/bump.js';
import type { Change } from './change.js';
import { kindDiff } from './kind-diff.js';
import { placeInHookspec, type DiffSide } from './side.js';
import { bumpFrom, judgeVersions, type VersionVerdict } from './version/version-verdict.js';

/** What became of one kind. */
export interface KindDiff {
  readonly kind: string;
  /** Its version in the old hookspecs; `undefined` when it was not there. */
  readonly from: string | undefined;
  /** Its version in the new hookspecs; `undefined` when it is gone. */
  readonly to: string | undefined;
  readonly changes: readonly Change[];
  /** `undefined` when there are no two versions to compare. */
  readonly verdict: VersionVerdict | undefined;
  /** Whether nothing is to be said against it. */
  readonly isEnough: boolean;
}

/** Compares hookspecs, kind by kind, whatever files they stand in. */
export function hookspecDiff(old: DiffSide, next: DiffSide): KindDiff[] {
  const [before, after] = [byKind(old), byKind(next)];
  const stayedOrAdded = [...after].map(([kind, is]) => {
    const was = before.get(kind);
    return was === undefined ? addedKind(is, next) : changedKind(was, old, is, next);
  });
  const gone = [...before].filter(([kind]) => !after.has(kind)).map(([, was]) => goneKind(was, old));
  return [...stayedOrAdded, ...gone].toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

function byKind({ sources }: DiffSide): Map<string, HookspecSource> {
  return new Map(sources.map((source) => [source.hookspec.kind, source]));
}

function changedKind(was: HookspecSource, old: DiffSide, is: HookspecSource, next: DiffSide): KindDiff {
  const { kind, kindApiVersion: from } = was.hookspec;
  const to = is.hookspec.kindApiVersion;
  const changes = kindDiff(was, old, is, next).map((change) => ({ ...change, bump: bumpFrom(from, change.bump) }));
  const verdict = judgeVersions(from, to, greatestBump(changes.map(({ bump }) => bump)));
  return { kind, from, to, changes, verdict, isEnough: verdict.isEnough };
}

function addedKind(source: HookspecSource, side: DiffSide): KindDiff {
  const { kind, kindApiVersion: to } = source.hookspec;
  const message = `The kind '${kind}' is new. Nobody breaks: whoever does not know it has nothing to do with it.`;
  const at = placeInHookspec(source, side, ['kind']);
  const change: Change = {
    hook: undefined,
    path: 'kind',
    code: 'kind-added',
    breaks: 'nobody',
    bump: 'none',
    message,
    at,
  };
  return { kind, from: undefined, to, changes: [change], verdict: undefined, isEnough: true };
}

/** No version can say that: whoever needs the kind has to be told some other way. */
function goneKind(source: HookspecSource, side: DiffSide): KindDiff {
  const { kind, kindApiVersion: from } = source.hookspec;
  const message = `The kind '${kind}' is gone. Publishers of it are refused; subscribers of it keep the application from starting.`;
  const at = placeInHookspec(source, side, ['kind']);
  const change: Change = {
    hook: undefined,
    path: 'kind',
    code: 'kind-removed',
    breaks: 'both',
    bump: 'major',
    message,
    at,
  };
  return { kind, from, to: undefined, changes: [change], verdict: undefined, isEnough: false };
}
