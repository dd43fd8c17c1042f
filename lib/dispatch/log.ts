/** Where lines go. What it throws is survived, see {@link SafeLog}. */
export interface Log {
  /** @param stack an error's stack, whose first line is no frame */
  error(line: string, stack?: string): void;
  warn(line: string): void;
  info(line: string): void;
}

/** A {@link Log} that never throws, whatever the one behind it does. */
export class SafeLog implements Log {
  /** @param log the application's */
  constructor(private readonly log: Log) {}

  error(line: string, stack?: string): void {
    survive(() => this.log.error(line, stack));
  }

  warn(line: string): void {
    survive(() => this.log.warn(line));
  }

  info(line: string): void {
    survive(() => this.log.info(line));
  }
}

function survive(write: () => void): void {
  try {
    write();
  } catch {
    // A logger that cannot log leaves nowhere to say so, and must not cost the publisher or another plugin anything.
  }
}
