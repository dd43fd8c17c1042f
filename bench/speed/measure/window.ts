/** How many events may be on their way at once: the next ones are published when the other side has said that it heard some. */
export class Window {
  /** How many were published. */
  published = 0;
  /** How many of them were heard, as far as is known. */
  heard = 0;
  private waiters: (() => void)[] = [];

  /** @param size how many may be on their way */
  constructor(private readonly size: number) {}

  /** Settles once so many more may be published. They count as published from then on. */
  async take(events: number): Promise<void> {
    await this.until(() => this.published + events - this.heard <= this.size);
    this.published += events;
  }

  /** The other side has heard so many in all. */
  tell(heard: number): void {
    this.heard = heard;
    const { waiters } = this;
    this.waiters = [];
    for (const wake of waiters) wake();
  }

  /** Settles once everything was heard. */
  async whenEmpty(): Promise<void> {
    await this.until(() => this.heard >= this.published);
  }

  private async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }
}
