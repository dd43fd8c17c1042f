import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

import type { HeardOf } from '../heard.js';
import { HOOK, KIND, type CountedEvent } from './counted-event.js';
import { Tally } from './tally.js';

/** Hears everything, and takes down what came: from whom, on which way, and how often. */
@Injectable()
export class Ledger {
  private readonly tallies = new Map<string, Readonly<Record<Delivery['origin'], Tally>>>();

  @OnHook(KIND, HOOK)
  hear({ publisher, number }: CountedEvent, { origin }: Delivery): void {
    let tally = this.tallies.get(publisher);
    if (tally === undefined) {
      tally = { local: new Tally(), remote: new Tally() };
      this.tallies.set(publisher, tally);
    }
    tally[origin].add(number);
  }

  /** By publisher: one more than the highest number that came from elsewhere. */
  progress(): Record<string, number> {
    return Object.fromEntries([...this.tallies].map(([publisher, { remote }]) => [publisher, remote.end]));
  }

  /** All of it. */
  heard(): HeardOf[] {
    return Array.from(this.tallies, ([publisher, { local, remote }]) => ({
      publisher,
      local: local.heard(),
      remote: remote.heard(),
    }));
  }
}
