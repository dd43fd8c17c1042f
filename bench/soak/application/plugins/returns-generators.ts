import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import { KIND } from '../events.js';
import { Ledger } from '../ledger.js';

/** Returns generators, async ones and others, of which nobody runs anything. */
@Injectable()
export class ReturnsGenerators {
  constructor(private readonly ledger: Ledger) {}

  @OnHook(KIND, 'on_request_finished')
  hear(_event: object, delivery: Delivery): unknown {
    const account = this.ledger.told('ReturnsGenerators', delivery);
    account.threw++;
    return account.told % 2 === 0 ? this.generate() : this.generateAtOnce();
  }

  private async *generate(): AsyncGenerator<never> {
    yield Promise.resolve(run());
  }

  private *generateAtOnce(): Generator<never> {
    yield run();
  }
}

function run(): never {
  throw new Error('a generator was run');
}
