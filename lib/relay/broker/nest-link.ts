import { reasonOf } from '../reason.js';
import type { BrokerLink, LinkEvents } from './broker-link.js';
import { QuietLogger } from './quiet-logger.js';

/** What clients and servers of all of Nest's transports have. */
interface NestPart {
  readonly status: { subscribe(told: (word: string) => void): unknown };
  unwrap<T>(): T;
  close(): unknown;
}

/** A client of one of Nest's transports. */
export interface NestClient extends NestPart {
  connect(): Promise<unknown>;
}

/** A server of one of Nest's transports. */
export interface NestServer extends NestPart {
  addHandler(pattern: string, handler: () => Promise<void>, isEventHandler: boolean): void;
  listen(callback: (error?: unknown) => void): Promise<void>;
}

/**
 * A link that is made of a client, which sends, and a server, which receives, of one of Nest's transports. `Native` is what they
 * hold of the client library.
 */
export abstract class NestLink<
  Native,
  Client extends NestClient = NestClient,
  Server extends NestServer = NestServer,
> implements BrokerLink {
  private readonly logger = new QuietLogger();
  isBlocked = false;
  maxMessageBytes: number | undefined;
  private isOpen = false;
  private isClosed = false;

  /**
   * @param topic where messages go to and come from
   * @param client must not reconnect by itself
   * @param server hands what comes in to `events`, and must not reconnect by itself
   */
  constructor(
    protected readonly topic: string,
    protected readonly client: Client,
    protected readonly server: Server,
    protected readonly events: LinkEvents,
  ) {
    // Theirs are fields that everybody can set, although TypeScript calls them protected.
    for (const part of [client, server]) Reflect.set(part, 'logger', this.logger);
  }

  async open(): Promise<void> {
    this.server.addHandler(this.topic, async () => {}, true);
    this.watch(this.client);
    this.watch(this.server);
    try {
      await Promise.all([this.client.connect(), this.listen()]);
      await this.prepare();
    } catch (error) {
      throw new Error(reasonOf(this.logger.lastError ?? error), { cause: error });
    }
    if (this.isClosed) throw new Error(reasonOf(this.logger.lastError ?? 'the connection was closed'));
    this.logger.lastError = undefined;
    this.isOpen = true;
  }

  abstract send(messages: readonly string[]): Promise<void>;

  async close(): Promise<void> {
    this.isOpen = false;
    await Promise.allSettled([this.client, this.server].map(async (part) => part.close()));
  }

  destroy(): void {
    for (const native of this.natives()) this.destroyNative(native);
  }

  /** What there is to be destroyed. Nest forgets what it has closed, even where that is not gone. */
  protected natives(): Native[] {
    return [this.client, this.server].flatMap((part) => {
      try {
        return [part.unwrap<Native>()];
      } catch {
        // It has not been made yet, or is closed.
        return [];
      }
    });
  }

  /** Ends a connection at once, whatever state it is in. */
  protected abstract destroyNative(native: Native): void;

  /** What has to be done once both are connected: see that the broker has the subscription. */
  protected abstract prepare(): Promise<void>;

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const listening = this.server.listen((error) => {
        if (error === undefined || error === null) resolve();
        else reject(error instanceof Error ? error : new Error(reasonOf(error)));
      });
      listening.catch(reject);
    });
  }

  /** Nest's words differ from transport to transport; these are all that mean that messages may pass. */
  private watch({ status }: NestPart): void {
    status.subscribe((word) => {
      this.isBlocked = word === 'blocked';
      if (['connected', 'blocked', 'unblocked'].includes(word)) return;
      this.isClosed = true;
      if (this.isOpen) this.events.onLost(reasonOf(this.logger.lastError ?? `the connection is ${word}`));
      this.isOpen = false;
    });
  }
}
