import type { Position } from '../../hookspec/position.js';

/** What a warning is about. */
export type WarningRule = 'hook-description' | 'open-object' | 'unbounded-pattern' | 'missing-type' | 'nullable';

/** Something that boot takes, and that is probably not what was meant. */
export interface Warning {
  readonly rule: WarningRule;
  /** The absolute path. */
  readonly file: string;
  readonly position: Position;
  readonly message: string;
}
