import type { StateMessage, StatusChange, SummaryMessage } from '../live-messages.js';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10_000;
/** The server says something every second: after so long a silence, in milliseconds, the connection is dead. */
const LONGEST_SILENCE = 15_000;
/** How long the server may take to say with which status it refuses, in milliseconds. */
const LONGEST_ANSWER = 5000;

/** Who is told what the server streams. */
export interface StreamListener {
  state(message: StateMessage): void;
  summary(message: SummaryMessage): void;
  changes(changes: readonly StatusChange[]): void;
  /**
   * There is no connection; another one is tried.
   *
   * @param refusal the HTTP status with which the server refuses one; `undefined` when it does not answer
   */
  lost(refusal: number | undefined): void;
}

/**
 * The server's events. It comes back by itself, whatever ended it, after 1, 2, 4, 8, 10, 10 … seconds.
 *
 * An EventSource would come back by itself only after some errors, and not after a refusal (a session that has run out, say):
 * so each one is used once.
 */
export class Stream {
  private source: EventSource | undefined;
  private wait = FIRST_WAIT;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private heardAt = 0;

  constructor(
    private readonly url: string,
    private readonly listener: StreamListener,
  ) {}

  /** Begins, once and for all. */
  start(): void {
    this.connect();
    setInterval(() => this.checkSilence(), FIRST_WAIT);
    window.addEventListener('online', () => this.connectNow());
  }

  private connect(): void {
    const source = new EventSource(this.url);
    this.source = source;
    this.heardAt = Date.now();
    const on = <T>(event: string, handle: (message: T) => void) => {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        if (source !== this.source) return;
        this.heardAt = Date.now();
        handle(JSON.parse(data) as T);
      });
    };
    on<StateMessage>('state', (message) => {
      this.wait = FIRST_WAIT;
      this.listener.state(message);
    });
    on<SummaryMessage>('summary', (message) => this.listener.summary(message));
    on<{ changes: readonly StatusChange[] }>('changes', ({ changes }) => this.listener.changes(changes));
    // The server wants to ask its guards again: nothing is lost.
    on('renew', () => this.reconnect());
    source.addEventListener('error', () => {
      if (source !== this.source) return;
      // Only an answer that is no stream makes the browser give up by itself; and it does not say which one that was.
      if (source.readyState === EventSource.CLOSED) void this.findOutWhy();
      else this.lose();
    });
  }

  private async findOutWhy(): Promise<void> {
    const { source } = this;
    const refusal = await statusOf(this.url);
    if (source === this.source) this.lose(refusal);
  }

  private lose(refusal?: number): void {
    this.source?.close();
    this.source = undefined;
    this.listener.lost(refusal);
    this.retry = setTimeout(() => this.connect(), this.wait);
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  private reconnect(): void {
    this.source?.close();
    this.connect();
  }

  private connectNow(): void {
    if (this.source !== undefined) return;
    clearTimeout(this.retry);
    this.connect();
  }

  private checkSilence(): void {
    if (this.source !== undefined && Date.now() - this.heardAt > LONGEST_SILENCE) this.lose();
  }
}

/** The status of the server's answer; 401 when that leads elsewhere, to where one signs in; `undefined` when it does not answer. */
async function statusOf(url: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(LONGEST_ANSWER);
    const { type, status } = await fetch(url, { method: 'HEAD', redirect: 'manual', cache: 'no-store', signal });
    if (type === 'opaqueredirect') return 401;
    return status < 400 ? undefined : status;
  } catch {
    return undefined;
  }
}
