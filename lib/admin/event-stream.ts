import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** How many looks a client may leave what was sent to it unread. */
const PATIENCE = 10;
/** What a client that reads gets to finish at the end, in milliseconds. */
const FAREWELL_MS = 250;
/** Asks a client for a new stream. Others than the page come by themselves when a stream ends, and pass it over. */
const RENEW = 'event: renew\ndata: {}\n\n';

/** After so long, in milliseconds, a client has to come again: whoever may no longer look is found out by the guards. */
const LONGEST_LIFE = 10 * 60_000;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // `no-transform` keeps a compressing middleware from holding events back until it has enough of them.
  'Cache-Control': 'no-store, no-transform',
  // The same for nginx.
  'X-Accel-Buffering': 'no',
} as const;

/**
 * Server-sent events for one client. What waits for it is one message at the most: one that does not read misses the rest,
 * and is dropped after a while.
 */
export class EventStream {
  /** Whether it missed a message, and has to be told everything anew. */
  hasMissed = false;
  /** Kept here, since the response of HTTP/2 does not tell. */
  private isUnread = false;
  private unreadLooks = 0;
  /** By chance: clients that came at once, after a restart say, must not all come again at once for as long as they live. */
  private readonly oldFrom = performance.now() + LONGEST_LIFE * (1 - Math.random() / 5);

  /**
   * @param response Node's own, on which nothing was sent yet
   * @param headers to send besides
   */
  constructor(
    private readonly response: ServerResponse,
    headers: OutgoingHttpHeaders = {},
  ) {
    // A client that is gone is no fault of the application's.
    response.on('error', () => response.destroy());
    response.on('drain', () => (this.isUnread = false));
    // The socket goes with the stream: a server that closes would wait for one that is kept alive. HTTP/2 has no such header.
    response.shouldKeepAlive = false;
    response.writeHead(200, { ...headers, ...HEADERS });
    response.write('retry: 2000\n\n');
  }

  /** Whether it is closed, by whichever side. A client may leave while a guard still thinks about it. */
  get isClosed(): boolean {
    return this.response.closed || this.response.destroyed;
  }

  /** Whether it is time to {@link renew} it: after eight to ten minutes, once the client has read what it was sent. */
  get isOld(): boolean {
    return performance.now() >= this.oldFrom && !this.isUnread;
  }

  /** Calls back once it is closed. */
  onClose(act: () => void): void {
    this.response.once('close', act);
  }

  /** Sends a message, unless the client has not read the one before, or the stream ends. */
  send(message: string): void {
    // It may take a while to end, and there may be something to tell meanwhile.
    if (this.response.writableEnded) return;
    if (this.isUnread) this.hasMissed = true;
    else this.isUnread = !this.response.write(message);
  }

  /** Looks whether the client reads; drops it when it has not for ten looks in turn. */
  look(): void {
    this.unreadLooks = this.isUnread ? this.unreadLooks + 1 : 0;
    if (this.unreadLooks >= PATIENCE) this.response.destroy();
  }

  /** Ends the stream, and asks the client for a new one. Settles as {@link end} does. */
  renew(): Promise<void> {
    this.send(RENEW);
    return this.end();
  }

  /** Ends the stream. Settles once it is closed, which is soon, whether the client reads or not. */
  async end(): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.response.destroy(), FAREWELL_MS);
      this.response.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.response.end();
    });
  }
}
