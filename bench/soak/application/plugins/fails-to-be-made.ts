import { Inject, Injectable, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { OnHook } from 'nestjs-plugin-system';

import { KIND, type OrderEvent } from '../events.js';
import { FORGED_LINE } from '../forged-line.js';
import { Ledger } from '../ledger.js';
import type { Sealed } from '../seal.js';

/** Is made anew for each event, and every third time it cannot be. */
@Injectable({ scope: Scope.REQUEST })
export class FailsToBeMade {
  constructor(
    private readonly ledger: Ledger,
    @Inject(REQUEST) private readonly request: Sealed<OrderEvent>,
  ) {
    const account = ledger.told('FailsToBeMade', { hook: 'on_order_placed' });
    if (account.told % 3 !== 0) return;
    account.threw++;
    throw new Error(`not today${FORGED_LINE}`);
  }

  @OnHook(KIND, 'on_order_placed')
  hear(event: Sealed<OrderEvent>): void {
    this.ledger.inspect(event);
    // An instance that was made for another event.
    if (event !== this.request) this.ledger.mutationsSeen++;
  }
}
