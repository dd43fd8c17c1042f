import type { LoggerService } from '@nestjs/common';
import { NestLink, type NestClient, type NestServer } from '../../../../lib/relay/broker/nest-link.js';
import { afterEverythingDue, Deferred } from '../../support/dispatch-fixture.js';

/** What clients and servers of Nest have, as far as a link uses it. */
class FakePart {
  logger: LoggerService | undefined;
  closed: unknown = Promise.resolve();
  closes = 0;
  /** What it holds of its client library, when it does. */
  native: string | undefined;
  private readonly listeners: ((word: string) => void)[] = [];
  readonly status = { subscribe: (told: (word: string) => void) => this.listeners.push(told) };

  unwrap<Native>(): Native {
    if (this.native === undefined) throw new Error('not initialised');
    return this.native as Native;
  }

  close(): unknown {
    this.closes++;
    return this.closed;
  }

  /** Nest says how the connection is. */
  say(word: string): void {
    for (const told of this.listeners) told(word);
  }
}

/** A client of Nest that connects when a test says so. */
export class FakeClient extends FakePart implements NestClient {
  readonly connected = new Deferred();

  connect(): Promise<unknown> {
    return this.connected.promise;
  }
}

/** A server of Nest that listens when a test says so. */
export class FakeServer extends FakePart implements NestServer {
  readonly handlers: [pattern: string, isEventHandler: boolean][] = [];
  readonly listening = new Deferred();
  /** Tells that it listens, or why not. */
  listened: (error?: unknown) => void = () => undefined;

  addHandler(pattern: string, _handler: () => Promise<void>, isEventHandler: boolean): void {
    this.handlers.push([pattern, isEventHandler]);
  }

  listen(callback: (error?: unknown) => void): Promise<void> {
    this.listened = callback;
    return this.listening.promise;
  }
}

/** A link of fake parts. */
export class TestLink extends NestLink<string> {
  readonly prepared = new Deferred();
  prepares = 0;
  readonly destroyed: string[] = [];

  send(): Promise<void> {
    return Promise.resolve();
  }

  protected override destroyNative(native: string): void {
    this.destroyed.push(native);
  }

  protected override prepare(): Promise<void> {
    this.prepares++;
    return this.prepared.promise;
  }
}

/** A link of fake parts that has not been opened, and what becomes of it. */
export function linkOf() {
  const [client, server, lost] = [new FakeClient(), new FakeServer(), [] as string[]];
  const link = new TestLink('t', client, server, { onMessage: () => {}, onLost: (reason) => lost.push(reason) });
  const outcome = { is: 'not opened' };
  const open = (): void => {
    outcome.is = 'pending';
    link.open().then(
      () => (outcome.is = 'open'),
      (error: Error) => (outcome.is = error.message),
    );
  };
  return { client, server, lost, link, outcome, open };
}

/** A link whose parts are both connected. */
export async function openLink() {
  const fixture = linkOf();
  fixture.open();
  fixture.client.connected.resolve();
  fixture.server.listened();
  fixture.link.prepared.resolve();
  await afterEverythingDue();
  return fixture;
}
