import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';
import type { Sealed } from '../seal.js';

/** Hears everything, and looks at it a turn later, when its publisher has long done something else with its own object. */
@Injectable()
export class WellBehavedAsync {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_started')
  @OnHook(KIND, 'on_request_finished')
  @OnHook(KIND, 'on_order_placed')
  @OnHook(KIND, 'on_order_rejected')
  @OnHook(KIND, 'on_stock_counted')
  async hear(event: Sealed<object>, delivery: Delivery): Promise<void> {
    this.ledger.told('WellBehavedAsync', delivery);
    await nextTurn();
    this.ledger.inspect(event);
  }
}
