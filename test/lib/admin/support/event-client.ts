import { once } from 'node:events';
import { get, type ClientRequest, type IncomingMessage } from 'node:http';

/** One server-sent event. */
export interface StreamedEvent {
  readonly event: string;
  /** The text that was sent, which is JSON. */
  readonly text: string;
}

/** A client that reads server-sent events, and keeps those that nobody has asked for yet. */
export class EventClient {
  /** Settles when the server has ended the stream, or the connection. */
  readonly ended: Promise<void>;
  /** Everything that was read. */
  transcript = '';
  private readonly kept: StreamedEvent[] = [];
  private readonly wakeUps = new Set<() => void>();
  private hasEnded = false;

  private constructor(
    private readonly request: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    let unread = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      this.transcript += chunk;
      const blocks = (unread + chunk).split('\n\n');
      unread = blocks.pop() ?? '';
      for (const block of blocks) this.keep(block);
    });
    this.ended = new Promise((resolve) => {
      response.on('error', () => {});
      response.once('close', () => {
        this.hasEnded = true;
        this.wake();
        resolve();
      });
    });
  }

  /** Settles once there is an answer. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<EventClient> {
    const request = get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    // What is sent to a connection that is being torn down is nobody's concern.
    request.on('error', () => {});
    return new EventClient(request, response);
  }

  /** The next event, of whichever name. Rejects when the stream ends before. */
  async next(): Promise<StreamedEvent> {
    for (;;) {
      const event = this.kept.shift();
      if (event !== undefined) return event;
      if (this.hasEnded) throw new Error('the stream has ended');
      await new Promise<void>((wakeUp) => this.wakeUps.add(wakeUp));
    }
  }

  /** What the next event of a name holds; those before it are passed over. */
  async data<T>(name: string): Promise<T> {
    for (;;) {
      const { event, text } = await this.next();
      if (event === name) return JSON.parse(text) as T;
    }
  }

  /** Hangs up. */
  close(): void {
    this.request.destroy();
  }

  private keep(block: string): void {
    const [, event, text] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    if (event === undefined || text === undefined) return;
    this.kept.push({ event, text });
    this.wake();
  }

  private wake(): void {
    const waiting = [...this.wakeUps];
    this.wakeUps.clear();
    for (const wakeUp of waiting) wakeUp();
  }
}
