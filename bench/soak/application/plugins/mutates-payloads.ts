import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';
import type { Sealed } from '../seal.js';

/** Tries to change every event it hears, and what is said of it, in every way there is. */
@Injectable()
export class MutatesPayloads {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_started')
  @OnHook(KIND, 'on_request_finished')
  @OnHook(KIND, 'on_order_placed')
  @OnHook(KIND, 'on_order_rejected')
  @OnHook(KIND, 'on_stock_counted')
  hear(event: Sealed<object>, delivery: Delivery): void {
    const account = this.ledger.told('MutatesPayloads', delivery);
    this.ledger.mutationsSeen += mutationsOf(event) + mutationsOf(delivery);
    if (account.told % 2 === 0) return;
    account.threw++;
    event.seal = 'changed';
  }
}

/** Tries to change an object and all that is in it; returns how often that succeeded. */
function mutationsOf(target: object): number {
  const attempts = [
    Reflect.defineProperty(target, 'added', { value: 'changed', enumerable: true, configurable: true }),
    Reflect.setPrototypeOf(target, { inherited: 'changed' }),
    ...Object.keys(target).flatMap((key) => [Reflect.set(target, key, 'changed'), Reflect.deleteProperty(target, key)]),
  ];
  const inner = Object.values(target).filter((value): value is object => typeof value === 'object' && value !== null);
  return attempts.filter(Boolean).length + inner.reduce((sum, value) => sum + mutationsOf(value), 0);
}
