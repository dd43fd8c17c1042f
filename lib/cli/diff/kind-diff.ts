import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { Change } from './change.js';
import { areAlike, hookDiff } from './hook-diff.js';
import { hooksOf, isWritten, placeInHookspec, type DiffSide, type HookView } from './side.js';

/** What changed between two hookspecs of one kind, hook by hook. */
export function kindDiff(old: HookspecSource, oldSide: DiffSide, next: HookspecSource, nextSide: DiffSide): Change[] {
  const [before, after] = [hooksOf(old, oldSide), hooksOf(next, nextSide)];
  const gone = [...before.values()].filter(({ declaration }) => !after.has(declaration.name));
  const added = [...after.values()].filter(({ declaration }) => !before.has(declaration.name));
  const renamed = renames(gone, added);
  const stayed = [...after].flatMap(([name, hook]) => {
    const earlier = before.get(name);
    return earlier === undefined
      ? []
      : hookDiff(earlier, hook, nextSide.shown).map((change): Change => ({ hook: name, ...change }));
  });
  return [
    ...kindWords(old, oldSide, next, nextSide),
    ...gone.map((hook) => goneHook(hook, renamed.get(hook))),
    ...stayed,
    ...added.map((hook) => addedHook(hook, [...renamed].find(([, other]) => other === hook)?.[0])),
  ];
}

/** Hooks that are gone, each with one that was added and takes the same payload. */
function renames(gone: readonly HookView[], added: readonly HookView[]): Map<HookView, HookView> {
  const found = new Map<HookView, HookView>();
  for (const hook of gone) {
    const other = added.find((candidate) => ![...found.values()].includes(candidate) && areAlike(hook, candidate));
    if (other !== undefined) found.set(hook, other);
  }
  return found;
}

function goneHook({ declaration, at }: HookView, renamed: HookView | undefined): Change {
  const { name } = declaration;
  const guess =
    renamed === undefined ? '' : `; it looks renamed to '${renamed.declaration.name}', which takes the same payload`;
  return {
    hook: name,
    path: 'hook',
    code: renamed === undefined ? 'hook-removed' : 'hook-renamed',
    breaks: 'both',
    bump: 'major',
    message: `The hook '${name}' is gone${guess}. Publishers of it are refused; subscribers of it keep the application from starting.`,
    at: at(),
  };
}

function addedHook({ declaration, at }: HookView, renamed: HookView | undefined): Change {
  const { name } = declaration;
  const guess = renamed === undefined ? '' : `; it looks like '${renamed.declaration.name}' under another name`;
  return {
    hook: name,
    path: 'hook',
    code: 'hook-added',
    breaks: 'nobody',
    bump: 'minor',
    message: `The hook '${name}' is new${guess}. Nobody breaks: whoever does not know it has nothing to do with it.`,
    at: at(),
  };
}

function kindWords(old: HookspecSource, oldSide: DiffSide, next: HookspecSource, nextSide: DiffSide): Change[] {
  const changes: Change[] = [];
  const placeOf = (key: string, isGone: boolean) => {
    return isGone ? placeInHookspec(old, oldSide, [key]) : placeInHookspec(next, nextSide, [key]);
  };
  if (old.hookspec.description !== next.hookspec.description) {
    changes.push({
      hook: undefined,
      path: 'description',
      code: 'words-changed',
      breaks: 'nobody',
      bump: 'patch',
      message: 'The description of the kind changed. Nobody breaks: nothing is checked by it.',
      at: placeOf('description', next.hookspec.description === undefined),
    });
  }
  if (sortedText(old.hookspec.constraints) !== sortedText(next.hookspec.constraints)) {
    changes.push({
      hook: undefined,
      path: 'constraints',
      code: 'constraints-changed',
      breaks: 'nobody',
      bump: 'minor',
      message: 'The constraints changed. This module keeps them and reads nothing in them; another runtime may.',
      at: placeOf('constraints', !isWritten(next, ['constraints'])),
    });
  }
  return changes;
}

/** JSON that is one text however the keys are ordered. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
