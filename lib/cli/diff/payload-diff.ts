import type { SchemaFile } from '../../hookspec/schema-file.js';
import { placeOfFile, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import { schemaText } from '../shape/schema-text.js';
import type { Change } from './change.js';
import { breaksOf, messageOf, type Roles } from './reasons.js';
import { wordsOf } from './payload/schema-words.js';
import { shapeDiff } from './payload/shape-diff.js';
import { placeInSchema, type DiffSide } from './side.js';
import { wordsDiff } from './payload/words-diff.js';

/** A schema of a hook on one side. Without a file it lets everything through. */
export interface HookSchema {
  readonly file: SchemaFile | undefined;
  readonly targets: SchemaTargets;
}

/** A change, the hook that it is a change of apart. */
export type ChangeInHook = Omit<Change, 'hook'>;

/**
 * What changed in a schema of a hook: in what it lets through, and in its words.
 *
 * @param name what to call the value: `payload` or `output`
 */
export function payloadDiff(
  old: HookSchema,
  next: HookSchema,
  name: string,
  roles: Roles,
  shown: DiffSide['shown'],
): ChangeInHook[] {
  const places = placesOf(old, next);
  if (places === undefined) return [];
  const [before, after] = places;
  const changes = shapeDiff({ place: before, targets: old.targets }, { place: after, targets: next.targets }, name).map(
    (change): ChangeInHook => {
      const breaks = breaksOf(change, roles);
      return {
        path: change.path,
        code: change.code,
        breaks,
        bump: breaks === 'nobody' ? 'minor' : 'major',
        message: messageOf(change, roles),
        at: placeInSchema(change.place, shown),
      };
    },
  );
  return [...changes, ...wordChanges(before, after, old, next, name, shown)];
}

/** Whether a schema says something else, in its words or besides. */
export function isOtherSchema(old: HookSchema, next: HookSchema): boolean {
  const places = placesOf(old, next);
  if (places === undefined) return false;
  const [before, after] = places;
  if (schemaText(before, old.targets) !== schemaText(after, next.targets)) return true;
  return wordsDiff(wordsOf(before, old.targets, ''), wordsOf(after, next.targets, '')).length > 0;
}

/** The schemas on both sides; where one side has none, one that lets everything through. */
function placesOf({ file: old }: HookSchema, { file: next }: HookSchema): [SchemaPlace, SchemaPlace] | undefined {
  const present = next ?? old;
  if (present === undefined) return undefined;
  const anything: SchemaPlace = { file: present, path: [], schema: true };
  return [old ? placeOfFile(old) : anything, next ? placeOfFile(next) : anything];
}

function wordChanges(
  before: SchemaPlace,
  after: SchemaPlace,
  old: HookSchema,
  next: HookSchema,
  name: string,
  shown: DiffSide['shown'],
): ChangeInHook[] {
  const changes = wordsDiff(wordsOf(before, old.targets, name), wordsOf(after, next.targets, name));
  return changes.map(({ path, keywords, place }) => ({
    path,
    code: 'words-changed',
    breaks: 'nobody',
    bump: 'patch',
    message: `${path} has other words: ${keywords}. Nobody breaks: nothing is checked by them.`,
    at: placeInSchema(place, shown),
  }));
}
