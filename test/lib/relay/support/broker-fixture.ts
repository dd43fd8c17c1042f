import { jest } from '@jest/globals';
import { BrokerConnection } from '../../../../lib/relay/broker/broker-connection.js';
import type { LinkEvents } from '../../../../lib/relay/broker/broker-link.js';
import { FakeLink } from './fake-link.js';

/** A connection whose links a test holds in its hands. */
export interface BrokerFixture {
  readonly connection: BrokerConnection;
  /** One for each attempt. */
  readonly links: FakeLink[];
  /** What the connection has told, in its order: `up`, `up first`, `down <reason>`, and messages. */
  readonly told: string[];
  /** The link of the last attempt. */
  link(): FakeLink;
  /** Has the last attempt succeed. */
  connect(): Promise<FakeLink>;
}

/**
 * Makes a connection that has not been opened.
 *
 * @param makeLink makes the link of an attempt, when it is not to be as usual
 */
export function brokerFixture(
  makeLink = (events: LinkEvents, attempt: number) => new FakeLink(events, attempt),
): BrokerFixture {
  const links: FakeLink[] = [];
  const told: string[] = [];
  const make = (events: LinkEvents, attempt: number): FakeLink => {
    const link = makeLink(events, attempt);
    links.push(link);
    return link;
  };
  const connection = new BrokerConnection(make, {
    onMessage: (message) => told.push(String(message)),
    onUp: (isFirst) => told.push(isFirst ? 'up first' : 'up'),
    onDown: (reason) => told.push(`down ${reason}`),
  });
  const last = (): FakeLink => {
    const found = links.at(-1);
    if (found === undefined) throw new Error('nobody has tried to connect');
    return found;
  };
  return {
    connection,
    links,
    told,
    link: last,
    connect: async () => {
      last().opened.resolve();
      await jest.advanceTimersByTimeAsync(0);
      return last();
    },
  };
}

/** Such a connection that is up for the first time. */
export async function connectedFixture(): Promise<BrokerFixture & { readonly first: FakeLink }> {
  const fixture = brokerFixture();
  fixture.connection.open();
  const first = await fixture.connect();
  return { ...fixture, first };
}

/** Lets so many milliseconds pass, and whatever is due in them. */
export async function pass(milliseconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(milliseconds);
}

/** How a promise ends, as soon as it does. */
export function outcomeOf(promise: Promise<void>): { is: string } {
  const outcome = { is: 'pending' };
  promise.then(
    () => (outcome.is = 'settled'),
    (error: Error) => (outcome.is = error.message),
  );
  return outcome;
}
