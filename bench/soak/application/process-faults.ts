import { inspect } from 'node:util';

const MAX_DESCRIBED = 5;
const MAX_LENGTH = 1_000;

/** Counts what would have ended this process, had nobody listened. */
export class ProcessFaults {
  unhandledRejections = 0;
  uncaughtExceptions = 0;
  readonly described: string[] = [];

  /** Listens from now on. */
  watch(): void {
    process.on('unhandledRejection', (reason) => {
      this.unhandledRejections++;
      this.describe('unhandled rejection', reason);
    });
    process.on('uncaughtException', (error) => {
      this.uncaughtExceptions++;
      this.describe('uncaught exception', error);
    });
  }

  private describe(what: string, thrown: unknown): void {
    if (this.described.length === MAX_DESCRIBED) return;
    try {
      // As JSON: one line, whatever it holds.
      this.described.push(`${what}: ${JSON.stringify(inspect(thrown).slice(0, MAX_LENGTH))}`);
    } catch {
      // Plugins here throw what cannot even be looked at.
      this.described.push(`${what}: something that cannot be described`);
    }
  }
}
