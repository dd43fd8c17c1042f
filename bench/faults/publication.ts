/** Events of one publisher with numbers that follow each other. */
export interface Publication {
  /** The instance that has published them. */
  readonly instance: string;
  /** What it is called in them. */
  readonly publisher: string;
  /** The number of the first. */
  readonly from: number;
  /** One more than the number of the last. */
  readonly to: number;
}
