import { hookspecDiff, type KindDiff } from '../../../../../lib/cli/diff/hookspec-diff.js';
import type { Change } from '../../../../../lib/cli/diff/change.js';
import { loadSide, type LoadedSide } from '../../../../../lib/cli/diff/load-side.js';
import { CapturedTerminal } from '../../../support/captured-terminal.js';
import { HookspecFolder } from '../../../support/hookspec-folder.js';

/** The two states that a test compares, in two folders that are gone after it. */
export class TwoStates {
  readonly old = new HookspecFolder();
  readonly next = new HookspecFolder();

  /** Declares one kind with one hook on both sides, with these payload schemas. */
  declare(old: unknown, next: unknown, versions: { from?: string; to?: string } = {}): void {
    const [from, to] = [versions.from ?? '1.0.0', versions.to ?? '1.0.0'];
    this.old.write('s.json', old);
    this.next.write('s.json', next);
    this.old.declareWith('k', { on_a: 's.json' }, { version: from });
    this.next.declareWith('k', { on_a: 's.json' }, { version: to });
  }

  /** Both sides, read. Fails when there is a problem in one. */
  sides(): [LoadedSide, LoadedSide] {
    const shown = (path: string) => path.replace(`${this.old.path}/`, 'old/').replace(`${this.next.path}/`, 'new/');
    const read = (path: string) => loadSide({ path, named: (text) => text }, shown, new CapturedTerminal());
    const sides: [LoadedSide, LoadedSide] = [read(this.old.path), read(this.next.path)];
    const problems = sides.flatMap((side) => side.problems);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return sides;
  }

  /** What became of every kind. */
  kinds(): KindDiff[] {
    return hookspecDiff(...this.sides());
  }

  /** What changed, in all kinds. */
  changes(): readonly Change[] {
    return this.kinds().flatMap(({ changes }) => changes);
  }

  remove(): void {
    this.old.remove();
    this.next.remove();
  }
}

/** What changed between two schemas of a payload. */
export function changesBetween(old: unknown, next: unknown): readonly Change[] {
  const states = new TwoStates();
  try {
    states.declare(old, next);
    return states.changes();
  } finally {
    states.remove();
  }
}
