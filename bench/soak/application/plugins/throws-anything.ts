import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';
import { hostileValueAt } from './hostile-values.js';

/** Throws, always, whatever can be thrown. */
@Injectable()
export class ThrowsAnything {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_started')
  onRequest(_event: object, delivery: Delivery): void {
    this.fail(delivery, 0);
  }

  // Each hook begins with others of the values, since the log shows only the first few failures of a subscriber.
  @OnHook(KIND, 'on_order_placed')
  onOrder(_event: object, delivery: Delivery): void {
    this.fail(delivery, 8);
  }

  @OnHook(KIND, 'on_order_rejected')
  onRejection(_event: object, delivery: Delivery): void {
    this.fail(delivery, 15);
  }

  private fail(delivery: Delivery, first: number): never {
    const account = this.ledger.told('ThrowsAnything', delivery);
    account.threw++;
    throw hostileValueAt(first + account.threw);
  }
}
