import { Injectable } from '@nestjs/common';
import type { Delivery } from 'nestjs-plugin-system';

import type { Account } from '../scorecard/application-report.js';
import { KIND, type SoakHook } from './events.js';
import { hearersOf, PLUGIN_TABLE, type PluginName } from './plugin-table.js';
import { isIntact, type Sealed } from './seal.js';

/** An {@link Account} that is still being written. */
type OpenAccount = { -readonly [Key in keyof Account]: Account[Key] };

/** The application's own count of everything, which the library has no part in. */
@Injectable()
export class Ledger {
  published = 0;
  refused = 0;
  publishersThrownAt = 0;
  wrongDispatchResults = 0;
  mutationsSeen = 0;
  observersTold = 0;
  private readonly open = new Map<string, OpenAccount>();
  private readonly hearers = new Map<string, readonly OpenAccount[]>();
  private readonly refusals = new Map<string, number>();

  constructor() {
    for (const [plugin, { hears }] of Object.entries(PLUGIN_TABLE)) {
      for (const hook of hears) this.open.set(`${plugin} ${hook}`, { plugin, hook, owed: 0, told: 0, threw: 0 });
    }
  }

  /** An event was published and must have been accepted: every plugin that hears its hook is owed a delivery. */
  owe(hook: SoakHook, events = 1): void {
    this.published += events;
    for (const account of this.hearersOf(hook)) account.owed += events;
  }

  /** An event was published that must have been refused. */
  refuse(kind: string, hook: string): void {
    this.refused++;
    if (kind === KIND) this.refusals.set(hook, this.provoked(hook) + 1);
  }

  /** A plugin was called. Returns its account, for what it does next. */
  told(plugin: PluginName, { hook }: Pick<Delivery, 'hook'>): OpenAccount {
    const account = this.open.get(`${plugin} ${hook}`);
    if (account === undefined) throw new Error(`${plugin} was told of ${hook}, which it does not hear`);
    account.told++;
    return account;
  }

  /** Looks at an event as a subscriber got it, or as its publisher still has it. */
  inspect(event: Sealed<object>): void {
    if (!isIntact(event)) this.mutationsSeen++;
  }

  /** How many refusals of a hook of this application's kind there were. */
  provoked(hook: string): number {
    return this.refusals.get(hook) ?? 0;
  }

  /** Every account. */
  accounts(): readonly Account[] {
    return [...this.open.values()];
  }

  private hearersOf(hook: SoakHook): readonly OpenAccount[] {
    let hearers = this.hearers.get(hook);
    if (hearers === undefined) {
      hearers = hearersOf(hook).flatMap((plugin) => this.open.get(`${plugin} ${hook}`) ?? []);
      this.hearers.set(hook, hearers);
    }
    return hearers;
  }
}
