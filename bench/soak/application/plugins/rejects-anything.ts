import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';
import { hostileValueAt } from './hostile-values.js';

/** Returns promises that reject, always, with whatever can be thrown: at once or a moment later. */
@Injectable()
export class RejectsAnything {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_finished')
  onRequest(_event: object, delivery: Delivery): Promise<void> {
    const account = this.ledger.told('RejectsAnything', delivery);
    account.threw++;
    return Promise.reject(hostileValueAt(account.threw));
  }

  @OnHook(KIND, 'on_order_placed')
  async onOrder(_event: object, delivery: Delivery): Promise<void> {
    const account = this.ledger.told('RejectsAnything', delivery);
    account.threw++;
    const value = hostileValueAt(10 + account.threw);
    await Promise.resolve();
    throw value;
  }
}
