import './faked-delay.js';
import { jest } from '@jest/globals';
import type { Outbox, OutboxLimits } from '../../../../lib/relay/outbox.js';
import { afterSending, FakeTarget } from './fake-target.js';

const { Outbox: OutboxClass } = await import('../../../../lib/relay/outbox.js');

const ROOMY: OutboxLimits = { maxWaiting: 10_000, maxWaitingBytes: 2 ** 31 };

/** An outbox, where it sends to, and what it has told. */
export interface OutboxFixture {
  readonly outbox: Outbox;
  readonly target: FakeTarget;
  /** In its order: `refused <message>`, `takes` and `given up <reason>`. */
  readonly told: string[];
  /** How many messages had been confirmed each time that nothing waited any more. */
  readonly emptied: number[];
}

/** Has only the delay of an outbox be one that a test lets pass: everything else goes on by itself. */
export function fakeDelays(): void {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
}

/** Makes an outbox that has not been told to send. */
export function outboxOf(limits: Partial<OutboxLimits> = {}): OutboxFixture {
  const [target, told, emptied] = [new FakeTarget(), [] as string[], [] as number[]];
  const outbox = new OutboxClass({ ...ROOMY, ...limits }, target, {
    onRefused: (error) => told.push(error instanceof Error ? `refused ${error.message}` : 'takes'),
    onGivenUp: (reason) => told.push(`given up ${reason instanceof Error ? reason.message : String(reason)}`),
    onEmpty: () => emptied.push(outbox.sent),
  });
  // As the sender does: at the end of the turn in which something was added.
  const add = outbox.add.bind(outbox);
  outbox.add = (message, bytes) => {
    const isTaken = add(message, bytes);
    setImmediate(() => outbox.flush());
    return isTaken;
  };
  return { outbox, target, told, emptied };
}

/** Such an outbox that sends. */
export function sending(limits?: Partial<OutboxLimits>): OutboxFixture {
  const fixture = outboxOf(limits);
  fixture.outbox.resume();
  return fixture;
}

/** Adds so many messages: `m0`, `m1` … Returns them. */
export function fill(outbox: Outbox, count: number, bytes = 1): string[] {
  const messages = Array.from({ length: count }, (_, index) => `m${index}`);
  for (const message of messages) outbox.add(message, bytes);
  return messages;
}

/** The connection is lost with a batch on its way, as `BrokerConnection` tells it. */
export async function lose({ outbox, target }: OutboxFixture): Promise<void> {
  target.canSend = false;
  outbox.pause();
  await target.last.refuse();
}

/** There is a connection again. */
export async function comeBack({ outbox, target }: OutboxFixture): Promise<void> {
  target.canSend = true;
  outbox.resume();
  await afterSending();
}

/** The broker refuses the last batch, and the outbox goes on when its delay is over: see {@link fakeDelays}. */
export async function refuse({ target }: OutboxFixture): Promise<void> {
  await target.last.refuse();
  await jest.advanceTimersByTimeAsync(1000);
  await afterSending();
}
