import type { RouteAccess } from '../index.js';
import type { Outbox } from './outbox.js';
import { reasonOf } from './reason.js';

/** How often it is told that events are missed, or dropped, in milliseconds. */
const TOLD_EVERY = 10_000;

/** What the relay writes down: one line when the broker is lost, one when it is back, and never one for each event. */
export class RelayLog {
  /** Why the broker takes no events, while it does not. */
  refusal: string | undefined;
  private lostAt: number | undefined;
  private wasConnected = false;
  /** How many events had been dropped when it was told that they are; `undefined` while there is room. */
  private droppedBefore: number | undefined;
  /** When it was told last that events are dropped, and how many that were of which nobody was told. */
  private droppingToldAt = -Infinity;
  private isDroppingTold = false;
  private untoldDropped = 0;
  private untold = 0;
  private missedOf = '';
  private timer: NodeJS.Timeout | undefined;

  /** @param facts what each line about a connection says besides */
  constructor(
    private readonly access: Pick<RouteAccess, 'log'>,
    private readonly facts: Readonly<Record<string, string>>,
  ) {}

  /** Whether events were dropped since there was room last. */
  get isDropping(): boolean {
    return this.droppedBefore !== undefined;
  }

  /** Messages can be sent and come in. */
  up({ waiting }: Outbox): void {
    const { lostAt, facts } = this;
    this.wasConnected = true;
    this.lostAt = undefined;
    if (lostAt === undefined) {
      this.access.log('info', { broker: 'connected', ...facts });
      return;
    }
    const away = `${Math.round((performance.now() - lostAt) / 1000)}s`;
    this.access.log('info', { broker: 'back', ...facts, away, waiting: String(waiting) });
  }

  /** They cannot. It is told for every attempt, and written once. */
  down(reason: string): void {
    if (this.lostAt !== undefined) return;
    this.lostAt = performance.now();
    this.access.log('error', { broker: this.wasConnected ? 'lost' : 'unreachable', ...this.facts, error: reason });
  }

  /** The broker is there and does not take events; `undefined` once it does. */
  refused(error: unknown): void {
    const before = this.refusal;
    this.refusal = error === undefined ? undefined : reasonOf(error);
    if (before === undefined && this.refusal !== undefined)
      this.access.log('error', { broker: 'refuses', error: this.refusal });
  }

  /** There was no room for an event. */
  noRoomFor({ waiting, dropped }: Outbox): void {
    if (this.droppedBefore !== undefined) return;
    this.droppedBefore = dropped - 1;
    const now = performance.now();
    // Where a queue is full again and again, each time would be two lines.
    this.isDroppingTold = now - this.droppingToldAt >= TOLD_EVERY;
    if (!this.isDroppingTold) return;
    this.droppingToldAt = now;
    const error = `no room: ${waiting} events wait for the broker (options maxWaiting, maxWaitingBytes)`;
    this.access.log('error', { dropping: 'newest', error });
  }

  /** The broker has all that waited. Not at the first event that finds room again: where it is slow, every other one does. */
  emptied(dropped: number): void {
    if (this.droppedBefore === undefined) return;
    this.untoldDropped += dropped - this.droppedBefore;
    this.droppedBefore = undefined;
    if (this.isDroppingTold) this.tellDropped();
  }

  /** What waited was dropped, since the application has shut down. */
  abandoned(count: number): void {
    const error = 'the application shut down before the broker had them (option shutdownTimeout)';
    if (count > 0) this.access.log('error', { dropped: String(count), error });
  }

  /** Events of another instance have not come. */
  missed(count: number, source: string): void {
    this.untold += count;
    this.missedOf = source;
    if (this.timer === undefined) this.tellMissed();
  }

  /** Writes what is still to be said. */
  flush(): void {
    clearTimeout(this.timer);
    this.tellDropped();
    this.tellMissed();
    clearTimeout(this.timer);
  }

  private tellDropped(): void {
    if (this.untoldDropped > 0) this.access.log('warn', { dropped: String(this.untoldDropped) });
    this.untoldDropped = 0;
  }

  private tellMissed(): void {
    this.timer = undefined;
    if (this.untold === 0) return;
    this.access.log('warn', { missed: String(this.untold), source: this.missedOf });
    this.untold = 0;
    this.timer = setTimeout(() => this.tellMissed(), TOLD_EVERY).unref();
  }
}
