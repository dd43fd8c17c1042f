/** The kind of the fault runs. */
export const KIND = 'fault_listener';

/** Its only hook. */
export const HOOK = 'on_counted';

/** What is published: who does, and the how manieth event it is. */
export interface CountedEvent {
  readonly publisher: string;
  /** From 0. */
  readonly number: number;
}
