import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';
import type { Sealed } from '../seal.js';

/** Hears everything at once, and whether it is as it was published. */
@Injectable()
export class WellBehavedSync {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_started')
  @OnHook(KIND, 'on_request_finished')
  @OnHook(KIND, 'on_order_placed')
  @OnHook(KIND, 'on_order_rejected')
  @OnHook(KIND, 'on_stock_counted')
  hear(event: Sealed<object>, delivery: Delivery): void {
    this.ledger.told('WellBehavedSync', delivery);
    this.ledger.inspect(event);
  }
}
