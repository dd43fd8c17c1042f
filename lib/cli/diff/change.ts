import type { HookspecProblem } from '../../errors/hookspec-invalid.error.js';
import type { Bump } from './version/bump.js';

/** What a change is, in a word that stays the same between releases. */
export type ChangeCode = HookCode | ShapeCode | 'kind-added' | 'kind-removed';

/** Changes of a hook, or of a kind as a whole. */
export type HookCode =
  | 'constraints-changed'
  | 'dispatch-changed'
  | 'hook-added'
  | 'hook-removed'
  | 'hook-renamed'
  | 'mcp-changed'
  | 'output-changed'
  | 'words-changed';

/** Changes of what a schema lets through. */
export type ShapeCode =
  | 'bound-loosened'
  | 'bound-tightened'
  | 'enum-changed'
  | 'enum-narrowed'
  | 'enum-widened'
  | 'field-added'
  | 'field-became-optional'
  | 'field-became-required'
  | 'field-removed'
  | 'form-added'
  | 'form-removed'
  | 'item-added'
  | 'item-removed'
  | 'list-closed'
  | 'list-opened'
  | 'object-closed'
  | 'object-opened'
  | 'pattern-keys-added'
  | 'pattern-keys-removed'
  | 'required-field-added'
  | 'rule-added'
  | 'rule-changed'
  | 'rule-removed'
  | 'type-changed'
  | 'type-narrowed'
  | 'type-widened'
  | 'undecided';

/** Whom a change breaks. */
export type Breaks = 'both' | 'nobody' | 'publishers' | 'subscribers';

/** One change, as it is told. */
export interface Change {
  /** The hook that it concerns; `undefined` for the kind as a whole. */
  readonly hook: string | undefined;
  /** What changed, as people write it: `payload.items[].price`. */
  readonly path: string;
  readonly code: ChangeCode;
  readonly breaks: Breaks;
  readonly bump: Bump;
  /** What changed, and why that breaks whom it breaks. One line. */
  readonly message: string;
  /** Where it stands: in the new file, or in the old one when it is gone from there. */
  readonly at: Pick<HookspecProblem, 'column' | 'file' | 'line'>;
}
