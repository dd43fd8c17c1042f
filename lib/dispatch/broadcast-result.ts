import type { PluginSystemError } from '../errors/plugin-system.error.js';

/** What became of one broadcast. */
export interface BroadcastNotifyResult {
  /** How many subscribers took it without a failure. */
  readonly delivered: number;
  /** Which did not, and what they threw. */
  readonly failed: readonly { readonly plugin: string; readonly error: unknown }[];
  /** Why nobody was told, when that is so. */
  readonly refused?: PluginSystemError;
  /** Set when the event was published while the application was starting: it is delivered once that is done. */
  readonly buffered?: true;
}

/** Counts the outcomes of one broadcast for whoever awaits it. */
export class BroadcastTally {
  private delivered = 0;
  private failed: { plugin: string; error: unknown }[] | undefined;
  /** How many deliveries are still under way: {@link ended} follows for each, after its outcome. */
  pending = 0;
  private settle: ((result: BroadcastNotifyResult) => void) | undefined;

  /** A delivery took it. */
  succeeded(): void {
    this.delivered++;
  }

  /** A delivery failed. */
  failedWith(plugin: string, error: unknown): void {
    this.failed ??= [];
    this.failed.push({ plugin, error });
  }

  /** A delivery that was under way has its outcome. */
  ended(): void {
    this.pending--;
    if (this.pending === 0) this.settle?.(this.result());
  }

  /** Settles once every delivery has its outcome. Call it when all have been started. */
  whenSettled(): Promise<BroadcastNotifyResult> {
    if (this.pending === 0) return Promise.resolve(this.result());
    return new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  private result(): BroadcastNotifyResult {
    return { delivered: this.delivered, failed: this.failed ?? [] };
  }
}
