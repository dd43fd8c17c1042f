import type { LoggerService } from '@nestjs/common';

/** One line the application has logged. */
export interface LoggedLine {
  readonly level: 'log' | 'warn' | 'error';
  readonly context: string;
  readonly text: string;
}

/** Stands in for Nest's console: keeps every line, in order. */
export class CapturingLogger implements LoggerService {
  readonly lines: LoggedLine[] = [];

  log(message: unknown, ...rest: unknown[]): void {
    this.keep('log', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.keep('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.keep('error', message, rest);
  }

  /** The texts a class has logged through `new Logger(context)`. */
  textsOf(context: string): string[] {
    return this.lines.filter((line) => line.context === context).map((line) => line.text);
  }

  /** The same, where every text is a JSON object. */
  recordsOf(context: string): Record<string, unknown>[] {
    return this.textsOf(context).map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  private keep(level: LoggedLine['level'], message: unknown, rest: readonly unknown[]): void {
    // Nest puts the context last, after an error's stack.
    const context = rest.at(-1);
    this.lines.push({ level, context: typeof context === 'string' ? context : '', text: String(message) });
  }
}
