/** What the relay has counted. */
export interface RelayFigures extends Readonly<Record<string, number>> {
  /** Events that the broker has confirmed. */
  readonly sent: number;
  /** Events that wait until it does. */
  readonly waiting: number;
  /** Events that were not sent: too many waited, or they were too large, or the application shut down. */
  readonly dropped: number;
  /** Events of other instances that subscribers here were told of. */
  readonly received: number;
  /** Events of other instances whose hooks this one does not know, or does not relay. */
  readonly ignored: number;
  /** Messages that are no events, or break the schema, or are of another major version. */
  readonly refused: number;
  /** Events of other instances that have not come, although later ones have. */
  readonly missed: number;
  /** Events that came again, and were not told again. */
  readonly repeated: number;
}
