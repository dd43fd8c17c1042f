/** How long everything is measured. */
export interface Settings {
  /** How many times each contender is made. */
  readonly sets: number;
  /** How often each of them runs. */
  readonly rounds: number;
  /** How long each run lasts, in milliseconds. */
  readonly milliseconds: number;
  /** How long each contender has run before it is measured, in milliseconds. */
  readonly warmUp: number;
  /** How many processes each row of what needs its own process gets. */
  readonly processes: number;
}

/** For figures to be shown. */
export const FULL: Settings = { sets: 2, rounds: 7, milliseconds: 25, warmUp: 100, processes: 7 };

/** For CI, where only what is far off matters. */
export const SHORT: Settings = { sets: 1, rounds: 5, milliseconds: 6, warmUp: 45, processes: 3 };
