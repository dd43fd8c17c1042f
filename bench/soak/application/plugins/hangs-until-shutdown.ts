import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';

/** Never settles and has no timeout: shutdown is what gives its deliveries up. */
@Injectable()
export class HangsUntilShutdown {
  /** Its name, by which others leave it out when they wait for everything to settle. */
  static readonly pluginName = 'HangsUntilShutdown';

  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_finished', { timeout: 0, maxInFlight: 10 })
  hear(_event: object, delivery: Delivery): Promise<void> {
    this.ledger.told('HangsUntilShutdown', delivery);
    return new Promise(() => {});
  }
}
