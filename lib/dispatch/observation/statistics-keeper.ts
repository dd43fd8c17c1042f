import { messageOf } from '../../errors/thrown-value.js';
import type { HookChannels } from '../hook-channels.js';
import { formatLine } from '../log-line.js';
import { LogLimit } from '../log-limit.js';
import type { Log } from '../log.js';
import { outsideOfRequests } from '../outside-of-requests.js';
import type { Subscriber } from '../subscriber.js';
import { isThenable, whenSettled } from '../thenable.js';
import { DeliveryRecord } from './delivery-record.js';

/** A delivery whose time was taken. */
export interface TimedDelivery {
  /** The plugin's name. */
  readonly plugin: string;
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
  /** How long it took until it settled, in milliseconds. */
  readonly milliseconds: number;
  /** How many deliveries it stands for: itself, and those since the last one whose time was taken. */
  readonly standsFor: number;
}

/** What somebody who has statistics kept is told. What it throws, or rejects with, is logged and reaches nobody. */
export interface StatisticsObserver {
  /** A second is over: however many observers there are, one timer serves them all. It keeps no process alive. */
  readonly onSecond?: () => unknown;
  /** The time of a delivery was taken. It is called in the middle of that delivery. */
  readonly onDuration?: (delivery: TimedDelivery) => unknown;
}

const SECOND = 1000;
const RECENT_SECONDS = 300;

/**
 * Has each subscriber keep what counting does not tell (how long deliveries take, the last error, the last success), as
 * long as somebody wants that. Until then no delivery costs anything more.
 */
export class StatisticsKeeper {
  /** Replaced, never changed: who is being told keeps the list it began with. */
  private observers: readonly { readonly observer: StatisticsObserver }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private seconds = 0;
  /** An observer may throw at thousands of deliveries a second. */
  private readonly limit = new LogLimit((suppressed) => {
    this.log.error(formatLine({ observer: 'keepStatistics', suppressed: String(suppressed) }, 'observer'));
  });

  /** @param log must not throw */
  constructor(
    private readonly channels: HookChannels,
    private readonly log: Log,
  ) {}

  /** Keeps statistics from now on. Returns what takes that back; when nobody wants them any more they are forgotten. */
  keep(observer: StatisticsObserver): () => void {
    if (this.observers.length === 0) this.start();
    // An object of its own, so that one observer may be given twice and taken back once.
    const kept = { observer };
    this.observers = [...this.observers, kept];
    return () => {
      if (!this.observers.includes(kept)) return;
      this.observers = this.observers.filter((other) => other !== kept);
      if (this.observers.length === 0) this.stop();
    };
  }

  private start(): void {
    this.channels.keepRecords((subscriber) => this.recordOf(subscriber));
    this.timer = outsideOfRequests(() => setInterval(() => this.tick(), SECOND).unref());
  }

  private stop(): void {
    clearInterval(this.timer);
    this.channels.dropRecords();
  }

  private recordOf(subscriber: Subscriber): DeliveryRecord {
    const { plugin, method, kind, hook, delivered } = subscriber;
    return new DeliveryRecord(delivered, (milliseconds, standsFor) => {
      for (const { observer } of this.observers) {
        this.tell('onDuration', () => observer.onDuration?.({ plugin, method, kind, hook, milliseconds, standsFor }));
      }
    });
  }

  private tick(): void {
    const isAging = ++this.seconds % RECENT_SECONDS === 0;
    for (const channel of this.channels.all()) {
      channel.adjustPace();
      for (const { record, delivered } of channel.subscribers) {
        record?.notice(delivered);
        if (isAging) record?.age();
      }
    }
    for (const { observer } of this.observers) this.tell('onSecond', () => observer.onSecond?.());
  }

  private tell(observer: string, act: () => unknown): void {
    const complain = (error: unknown) => {
      if (this.limit.admit()) this.log.error(formatLine({ observer, error: messageOf(error) }, 'error'));
    };
    try {
      const returned = act();
      if (isThenable(returned)) whenSettled(returned, () => {}, complain);
    } catch (error) {
      complain(error);
    }
  }
}
