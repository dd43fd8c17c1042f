import type { LoggerService } from '@nestjs/common';

/** One call of the application's logger. */
export interface LogEntry {
  readonly level: 'log' | 'error' | 'warn';
  readonly message: string;
  readonly stack: string | undefined;
  readonly context: string | undefined;
}

/** A logger that keeps what the plugin system writes, for a test to look at. */
export class CapturedLog implements LoggerService {
  readonly entries: LogEntry[] = [];

  log(message: unknown, ...rest: unknown[]): void {
    this.keep('log', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.keep('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.keep('warn', message, rest);
  }

  /** The lines of one level. */
  lines(level: LogEntry['level']): string[] {
    return this.entries.filter((entry) => entry.level === level).map(({ message }) => message);
  }

  private keep(level: LogEntry['level'], message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    if (context !== 'PluginSystem') return;
    const stack = typeof rest[0] === 'string' && rest.length > 1 ? rest[0] : undefined;
    this.entries.push({ level, message: String(message), stack, context });
  }
}
