import type { Run } from './number-runs.js';

/** Which events of a publisher came on one way. */
export interface Heard {
  readonly once: readonly Run[];
  /** Those of them that came more than once. */
  readonly again: readonly Run[];
}

/** Which events of a publisher an instance has heard. */
export interface HeardOf {
  readonly publisher: string;
  /** As events of this process. */
  readonly local: Heard;
  /** As events from elsewhere. */
  readonly remote: Heard;
}
