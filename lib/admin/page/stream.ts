import type { ChangesMessage, StateMessage, StatusChange, SummaryMessage } from '../live-messages.js';
import { saysNotAllowed } from './refusal.js';
import { serverSentEvents, type ServerSentEvent } from './server-sent-events.js';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10_000;
/** Who may not look may not in ten seconds either, and each time a guard is asked, and perhaps writes that down. */
const WAIT_OF_THE_REFUSED = 60_000;
/** The server says something every second: after so long a silence, in milliseconds, the connection is dead. */
const LONGEST_SILENCE = 15_000;

/** Who is told what the server streams. */
export interface StreamListener {
  state(message: StateMessage): void;
  summary(message: SummaryMessage): void;
  changes(changes: readonly StatusChange[]): void;
  /**
   * There is no connection; another one is tried.
   *
   * @param refusal the HTTP status with which the server refuses one, 401 when it leads to elsewhere, where one signs in;
   * `undefined` when it has not answered
   */
  lost(refusal: number | undefined): void;
}

/**
 * The server's events. It comes back by itself, whatever ended it, after 1, 2, 4, 8, 10, 10 … seconds; after a minute where it
 * may not look; and at once when somebody comes back to the page, who may have signed in meanwhile.
 *
 * It reads by `fetch`, since an EventSource tells nobody with which status it was refused.
 */
export class Stream {
  private wait = FIRST_WAIT;
  private heardAt = 0;
  private isToBeRenewed = false;

  constructor(
    private readonly url: string,
    private readonly listener: StreamListener,
  ) {}

  /** Follows the server for good: one connection after the other, and never two. */
  async start(): Promise<never> {
    for (;;) {
      this.isToBeRenewed = false;
      const refusal = await this.follow();
      // The server wants to ask its guards again: nothing is lost.
      if (this.isToBeRenewed) continue;
      this.listener.lost(refusal);
      await returnOrAfter(saysNotAllowed(refusal) ? WAIT_OF_THE_REFUSED : this.wait);
      this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
    }
  }

  /** Reads one stream to its end. Returns the status when it is refused. */
  private async follow(): Promise<number | undefined> {
    const connection = new AbortController();
    this.heardAt = Date.now();
    const silence = setInterval(() => {
      if (Date.now() - this.heardAt > LONGEST_SILENCE) connection.abort();
    }, FIRST_WAIT);
    try {
      const { type, ok, status, body } = await fetch(this.url, {
        headers: { accept: 'text/event-stream' },
        cache: 'no-store',
        redirect: 'manual',
        signal: connection.signal,
      });
      if (type === 'opaqueredirect') return 401;
      if (!ok || body === null) return status;
      for await (const message of serverSentEvents(body)) this.hear(message);
    } catch {
      // The connection is gone, which is all that matters here.
    } finally {
      clearInterval(silence);
      connection.abort();
    }
    return undefined;
  }

  private hear({ event, data }: ServerSentEvent): void {
    this.heardAt = Date.now();
    try {
      this.tell(event, JSON.parse(data));
    } catch (error) {
      // A fault of this page's, which is no reason to come again.
      reportError(error);
    }
  }

  private tell(event: string, message: unknown): void {
    switch (event) {
      case 'state':
        this.wait = FIRST_WAIT;
        this.listener.state(message as StateMessage);
        break;
      case 'summary':
        this.listener.summary(message as SummaryMessage);
        break;
      case 'changes':
        this.listener.changes((message as ChangesMessage).changes);
        break;
      case 'renew':
        this.isToBeRenewed = true;
        break;
    }
  }
}

/** Settles once the network or somebody comes back, or after so many milliseconds. */
async function returnOrAfter(milliseconds: number): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
    window.addEventListener('online', () => resolve(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || resolve(), { signal });
  });
  over.abort();
}
