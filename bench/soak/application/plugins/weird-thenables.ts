import { runInNewContext } from 'node:vm';
import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { FORGED_LINE } from '../forged-line.js';
import { Ledger } from '../ledger.js';

type Callback = (value?: unknown) => void;

/** Something to return that is, or says it is, a promise. */
interface WeirdThenable {
  readonly fails: boolean;
  readonly make: () => unknown;
}

/** The promises of another realm: `instanceof Promise` does not know them. */
const otherRealm = runInNewContext(
  '({ resolved: () => Promise.resolve(1), rejected: (reason) => Promise.reject(reason) })',
) as { resolved: () => unknown; rejected: (reason: unknown) => unknown };

const thenable = (then: (onFulfilled: Callback, onRejected: Callback) => unknown) => ({ then });

const kinds: readonly WeirdThenable[] = [
  { fails: false, make: () => thenable((onFulfilled) => onFulfilled()) },
  { fails: true, make: () => thenable((_, onRejected) => onRejected(FORGED_LINE)) },
  { fails: true, make: () => thenable(boom) },
  { fails: false, make: () => thenable((onFulfilled) => (onFulfilled(), boom())) },
  { fails: true, make: () => thenable((_, onRejected) => (onRejected(FORGED_LINE), boom())) },
  { fails: false, make: () => thenable((onFulfilled, onRejected) => (onFulfilled(), onFulfilled(), onRejected())) },
  { fails: true, make: () => thenable((onFulfilled, onRejected) => (onRejected(null), onFulfilled(), onRejected())) },
  {
    fails: false,
    make: () =>
      Object.assign(
        () => {},
        thenable((onFulfilled) => setImmediate(onFulfilled)),
      ),
  },
  { fails: true, make: () => thenable((onFulfilled) => onFulfilled(thenable(boom))) },
  { fails: true, make: withThrowingThen },
  { fails: false, make: otherRealm.resolved },
  { fails: true, make: () => otherRealm.rejected(new Error(FORGED_LINE)) },
  { fails: true, make: () => Object.assign(rejected(), { then: () => 'nobody is called back' }) },
  // Were it not configurable, nothing in the language could follow this promise, and its rejection would be nobody's.
  { fails: true, make: () => Object.defineProperty(rejected(), 'constructor', { get: boom, configurable: true }) },
  { fails: false, make: () => ({ then: 'not a method' }) },
];

/** Returns what looks like a promise and behaves in a way of its own. */
@Injectable()
export class WeirdThenables {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_finished')
  @OnHook(KIND, 'on_order_placed')
  @OnHook(KIND, 'on_order_rejected')
  hear(_event: object, delivery: Delivery): unknown {
    const account = this.ledger.told('WeirdThenables', delivery);
    const kind = kinds[account.told % kinds.length];
    if (kind?.fails) account.threw++;
    return kind?.make();
  }
}

function boom(): never {
  throw new Error(`boom${FORGED_LINE}`);
}

function rejected(): Promise<never> {
  return Promise.reject(new Error(`rejected${FORGED_LINE}`));
}

function withThrowingThen(): object {
  return Object.defineProperty({}, 'then', { get: boom });
}
