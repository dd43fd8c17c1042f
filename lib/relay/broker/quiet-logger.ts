import type { LoggerService } from '@nestjs/common';

/**
 * Stands in for the loggers of Nest's clients and servers, which write a line for every attempt to connect. The errors that they
 * write are kept: often they are the only ones that know the reason.
 */
export class QuietLogger implements LoggerService {
  /** The last error that a client library gave them. */
  lastError: unknown;

  error(error: unknown): void {
    // Nest's own sentences say that there was one, and what Nest does about it.
    if (typeof error === 'object') this.lastError = error;
  }

  log(): void {}

  warn(): void {}

  debug(): void {}

  verbose(): void {}
}
