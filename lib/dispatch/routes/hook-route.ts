import type { PluginSystemError } from '../../errors/plugin-system.error.js';
import { messageOf } from '../../errors/thrown-value.js';
import { formatLine } from '../log-line.js';
import { LogLimit } from '../log-limit.js';
import type { Log } from '../log.js';
import type { Refusals } from '../refusals.js';
import type { EventTaker, RoutedHook } from './broadcast-route.js';

/** What one route does with the events of one hook. */
export class HookRoute {
  private limit: LogLimit | undefined;

  /**
   * @param name the route's
   * @param refusals counts and logs what the route cannot take
   * @param log must not throw
   */
  constructor(
    private readonly name: string,
    private readonly hook: RoutedHook,
    private readonly taker: EventTaker,
    private readonly refusals: Refusals,
    private readonly log: Log,
  ) {}

  /** Has the route take an event. What it throws reaches neither the publisher nor a subscriber. */
  take(payload: unknown, id: string, occurredAt: number): void {
    try {
      this.taker(payload, id, occurredAt);
    } catch (error) {
      // Perhaps the stack has ended: later there is one to write the line with.
      queueMicrotask(() => this.complain(error));
    }
  }

  /** Refuses an event that cannot leave this process, as it holds what JSON cannot carry. */
  refuse(error: PluginSystemError): void {
    this.refusals.write(this.hook.kind, this.hook.hook, error);
  }

  private complain(error: unknown): void {
    this.limit ??= new LogLimit((suppressed) => this.write({ suppressed: String(suppressed) }));
    if (this.limit.admit()) this.write({ error: messageOf(error) });
  }

  private write(pairs: Readonly<Record<string, string>>): void {
    const { kind, hook } = this.hook;
    this.log.error(formatLine({ route: this.name, kind, hook, ...pairs }, 'error'));
  }
}
