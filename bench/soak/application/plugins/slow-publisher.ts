import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND, type OrderEvent } from '../events.js';
import { Ledger } from '../ledger.js';
import { Publisher } from '../publisher.js';
import type { Sealed } from '../seal.js';

/** Takes 5 to 50 ms for a delivery, then publishes an event of its own and waits for that one's subscribers. */
@Injectable()
export class SlowPublisher {
  constructor(
    private readonly ledger: Ledger,
    private readonly publisher: Publisher,
  ) {}

  @OnHook(KIND, 'on_order_placed')
  async hear(event: Sealed<OrderEvent>, delivery: Delivery): Promise<void> {
    const { told } = this.ledger.told('SlowPublisher', delivery);
    await delay(5 + ((told * 7) % 46));
    this.ledger.inspect(event);
    await this.publisher.dispatch('on_stock_counted', { sku: event.lines[0]?.sku ?? '', left: told });
  }
}
