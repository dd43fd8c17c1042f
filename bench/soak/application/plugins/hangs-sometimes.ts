import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { FORGED_LINE } from '../forged-line.js';
import { Ledger } from '../ledger.js';

const TIMEOUT = 300;
const TICK = 100;

/** Every tenth delivery never settles, and every tenth one rejects long after its time is up. */
@Injectable()
export class HangsSometimes {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_started', { timeout: TIMEOUT })
  @OnHook(KIND, 'on_order_placed', { timeout: TIMEOUT })
  async hear(_event: object, delivery: Delivery): Promise<void> {
    const { told } = this.ledger.told('HangsSometimes', delivery);
    if (told % 10 === 0) await new Promise(() => {});
    if (told % 10 !== 5) return;
    // In steps: the library counts its own ticks, so that on a busy machine a timeout takes longer than the clock says. In
    // the time of each step at least one of its ticks has come.
    for (let passed = 0; passed < TIMEOUT * 3; passed += TICK) await delay(TICK);
    throw new Error(`too late${FORGED_LINE}`);
  }
}
