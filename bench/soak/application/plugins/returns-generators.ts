import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';

/** Returns async generators, of which nobody runs anything. */
@Injectable()
export class ReturnsGenerators {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_finished')
  hear(_event: object, delivery: Delivery): unknown {
    const account = this.ledger.told('ReturnsGenerators', delivery);
    account.threw++;
    return account.told % 2 === 0 ? this.generate() : Promise.resolve(this.generate());
  }

  private async *generate(): AsyncGenerator<number> {
    await Promise.reject(new Error('a generator was run'));
    yield 1;
  }
}
