import { publicMessageOf } from '../../errors/thrown-value.js';
import { escapeControls } from '../log-line.js';
import { ownHeadOf } from '../text-head.js';
import { DurationHistogram } from './duration-histogram.js';
import type { Durations } from './durations.js';

const MAX_MESSAGE_LENGTH = 512;

/** What is known of a subscriber's deliveries besides their number. */
export interface DeliveryStatistics {
  /** The message of its last failure, control characters escaped, 512 characters at most; `undefined` without any. */
  readonly lastError: { readonly message: string; readonly at: Date } | undefined;
  /** When a delivery last ended well, to the second; `undefined` when none has. */
  readonly lastSuccess: Date | undefined;
  readonly durations: Durations;
}

/** Is told of a delivery whose time was taken. */
export type DurationListener = (milliseconds: number, standsFor: number) => void;

/** Keeps {@link DeliveryStatistics} of one subscriber. */
export class DeliveryRecord {
  private readonly histogram = new DurationHistogram();
  private lastMessage: string | undefined;
  private failedAt = 0;
  private succeededAt = 0;

  /**
   * @param delivered how many of its deliveries ended well before
   * @param onDuration must not throw
   */
  constructor(
    private delivered: number,
    private readonly onDuration: DurationListener,
  ) {}

  /** A delivery has failed. */
  failedWith(thrown: unknown): void {
    // Escaped when somebody reads it: a plugin may fail a hundred thousand times a second.
    this.lastMessage = ownHeadOf(publicMessageOf(thrown), MAX_MESSAGE_LENGTH);
    this.failedAt = Date.now();
  }

  /** A delivery took so many milliseconds, and stands for so many. */
  took(milliseconds: number, standsFor: number): void {
    this.histogram.add(milliseconds, standsFor);
    this.onDuration(milliseconds, standsFor);
  }

  /**
   * Looks once a second whether any ended well since: a look at the clock for each would make a delivery 40 ns dearer.
   *
   * @param delivered how many have ended well so far
   */
  notice(delivered: number): void {
    if (delivered === this.delivered) return;
    this.delivered = delivered;
    this.succeededAt = Date.now();
  }

  /** Five minutes are over: what was recent will soon not be. */
  age(): void {
    this.histogram.rotate();
  }

  /**
   * What is known now.
   *
   * @param delivered how many have ended well so far
   */
  statistics(delivered: number): DeliveryStatistics {
    this.notice(delivered);
    const { lastMessage, failedAt, succeededAt } = this;
    return {
      lastError:
        lastMessage === undefined
          ? undefined
          : { message: escapeControls(lastMessage, MAX_MESSAGE_LENGTH), at: new Date(failedAt) },
      lastSuccess: succeededAt === 0 ? undefined : new Date(succeededAt),
      durations: this.histogram.snapshot(),
    };
  }
}
