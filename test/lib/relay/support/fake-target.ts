import type { OutboxTarget } from '../../../../lib/relay/outbox.js';
import { Deferred } from '../../support/dispatch-fixture.js';

/** A batch that an outbox has sent, and that nobody has confirmed yet. */
export interface SentBatch {
  readonly messages: readonly string[];
  confirm(): Promise<void>;
  refuse(): Promise<void>;
}

/** Stands in for the connection of an outbox. A test confirms each batch, or refuses it. */
export class FakeTarget implements OutboxTarget {
  canSend = true;
  maxMessageBytes = Infinity;
  readonly batches: SentBatch[] = [];

  send(messages: readonly string[]): Promise<void> {
    const answer = new Deferred();
    const settled = (act: () => void) => {
      act();
      return afterSending();
    };
    this.batches.push({
      messages,
      confirm: () => settled(() => answer.resolve()),
      refuse: () => settled(() => answer.reject(new Error('refused'))),
    });
    return answer.promise;
  }

  /** The messages of each batch. */
  get sent(): (readonly string[])[] {
    return this.batches.map(({ messages }) => messages);
  }

  /** The batch that was sent last. */
  get last(): SentBatch {
    const last = this.batches.at(-1);
    if (last === undefined) throw new Error('nothing was sent');
    return last;
  }
}

/** Lets an outbox send what it has: it does so behind whatever else is due. */
export async function afterSending(): Promise<void> {
  for (let round = 0; round < 2; round++) await new Promise((resolve) => setImmediate(resolve));
}
