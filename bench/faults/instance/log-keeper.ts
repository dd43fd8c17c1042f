import type { LoggerService } from '@nestjs/common';

import type { LogLine } from './commands.js';

const MAX_LINES = 10_000;

/** Keeps what the application logs, instead of writing it. */
export class LogKeeper implements LoggerService {
  readonly lines: LogLine[] = [];

  log(text: unknown): void {
    this.keep('info', text);
  }

  warn(text: unknown): void {
    this.keep('warn', text);
  }

  error(text: unknown): void {
    this.keep('error', text);
  }

  private keep(level: LogLine['level'], text: unknown): void {
    if (this.lines.length < MAX_LINES) this.lines.push({ level, text: String(text) });
  }
}
