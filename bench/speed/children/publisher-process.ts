import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Broker } from '../../brokers/broker.js';

const PROGRAM = fileURLToPath(new URL('throughput-publisher.js', import.meta.url));
/** How long an answer may take beyond what was asked for, in milliseconds: where an event is lost, there never is one. */
const PATIENCE = 20_000;

/** A process that publishes events in one way, and another one that hears them. */
export class PublisherProcess {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Starts both.
   *
   * @param name the way
   */
  static async start(name: string, broker: Broker): Promise<PublisherProcess> {
    const started = new PublisherProcess(name, fork(PROGRAM, [name, broker.name, broker.url]));
    await started.answer(0);
    return started;
  }

  /** Has it publish for a while. Returns how many events a second were heard. */
  async run(milliseconds: number): Promise<number> {
    this.child.send(milliseconds);
    return Number(await this.answer(milliseconds));
  }

  /** Ends both. */
  async end(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }

  /** @throws Error when there is none */
  private async answer(milliseconds: number): Promise<unknown> {
    const over = new AbortController();
    const { signal } = over;
    try {
      const [answer] = (await Promise.race([
        once(this.child, 'message', { signal }),
        once(this.child, 'exit', { signal }).then(() => {
          throw new Error(`the publisher of ${this.name} has ended`);
        }),
        once(AbortSignal.timeout(milliseconds + PATIENCE), 'abort', { signal }).then(() => {
          throw new Error(`not everything that ${this.name} has published was heard`);
        }),
      ])) as [unknown];
      return answer;
    } finally {
      over.abort();
    }
  }
}
