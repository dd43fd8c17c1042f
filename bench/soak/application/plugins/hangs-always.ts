import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';
import { LONGEST_TIMEOUT } from '../limits.js';

/** Never settles, and may hold so few deliveries that most are shed. */
@Injectable()
export class HangsAlways {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_order_placed', { timeout: LONGEST_TIMEOUT, maxInFlight: 20 })
  hear(_event: object, delivery: Delivery): Promise<void> {
    this.ledger.told('HangsAlways', delivery);
    return new Promise(() => {});
  }
}
