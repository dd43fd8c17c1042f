/** One way to tell subscribers of an event. */
export interface Contender {
  /** Names it in tables. */
  readonly name: string;
  /** Publishes so many events. What it returns is awaited: whoever has nothing to wait for returns nothing. */
  readonly publish: (events: number) => Promise<void> | undefined;
  /** How many deliveries the subscribers have counted so far. */
  readonly heard: () => number;
  /** How many deliveries each event has to make. */
  readonly subscribers: number;
  /** Ends what it keeps running. */
  readonly close?: () => Promise<void>;
}

/** A {@link Contender} that counts what it publishes, so that at the end somebody can ask where it went. */
export class CountedContender implements Contender {
  readonly name: string;
  readonly subscribers: number;
  private published = 0;

  constructor(private readonly contender: Contender) {
    this.name = contender.name;
    this.subscribers = contender.subscribers;
  }

  readonly publish = (events: number): Promise<void> | undefined => {
    this.published += events;
    return this.contender.publish(events);
  };

  readonly heard = (): number => this.contender.heard();

  readonly close = async (): Promise<void> => {
    await this.contender.close?.();
  };

  /** What is wrong with its deliveries, if anything. */
  complaint(): string | undefined {
    const owed = this.published * this.subscribers;
    const heard = this.heard();
    return heard === owed
      ? undefined
      : `${this.name} (${this.subscribers} subscribers) made ${heard} of ${owed} deliveries`;
  }
}
