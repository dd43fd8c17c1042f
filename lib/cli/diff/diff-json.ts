import type { KindDiff } from './hookspec-diff.js';

/** What changed, for machines. Every kind is in it, those too in which nothing did. */
export function reportAsJson(kinds: readonly KindDiff[]): unknown {
  return {
    kinds: kinds.map(({ kind, from, to, changes, verdict, isEnough }) => ({
      kind,
      from: from ?? null,
      to: to ?? null,
      needs: verdict?.needs ?? (to === undefined ? 'major' : 'none'),
      made: verdict?.made ?? 'none',
      enough: isEnough,
      changes: changes.map(({ hook, path, code, breaks, bump, message, at: { file, line, column } }) => ({
        hook: hook ?? null,
        path,
        change: code,
        breaks,
        bump,
        message,
        file,
        line,
        column,
      })),
    })),
  };
}
