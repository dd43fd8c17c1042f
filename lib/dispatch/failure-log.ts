import { escapeControls, formatLine, formatValue, MAX_LINE_LENGTH } from './log-line.js';
import { LogLimit } from './log-limit.js';
import type { Log } from './log.js';
import type { Subscriber } from './subscriber.js';
import { framesOf, messageOf } from '../errors/thrown-value.js';

const MAX_FRAME_LENGTH = 512;

/**
 * Writes one line for a failed delivery: `plugin=<name> error=<message> kind=… hook=…`, with the stack. A subscriber may
 * write 10 of them in 10 seconds; for the rest one line says `suppressed=N`.
 */
export class FailureLog {
  private readonly limits = new Map<Subscriber, LogLimit>();

  /** @param log must not throw */
  constructor(private readonly log: Log) {}

  /** @param thrown anything at all */
  write(subscriber: Subscriber, thrown: unknown): void {
    if (this.limitOf(subscriber).admit()) this.writeAnyway(subscriber, thrown);
  }

  /** Writes a line however many there were: for what is said once in the life of an application. */
  writeAnyway(subscriber: Subscriber, thrown: unknown): void {
    const message = messageOf(thrown);
    this.log.error(lineOf(subscriber, message), stackOf(thrown, message));
  }

  /** Writes what is still to be said about suppressed lines. */
  flush(): void {
    for (const limit of this.limits.values()) limit.flush();
  }

  private limitOf(subscriber: Subscriber): LogLimit {
    let limit = this.limits.get(subscriber);
    if (limit === undefined) {
      limit = new LogLimit((suppressed) => {
        this.log.error(lineOf(subscriber, 'more failures than are logged', String(suppressed)));
      });
      this.limits.set(subscriber, limit);
    }
    return limit;
  }
}

function lineOf({ plugin, kind, hook }: Subscriber, error: string, suppressed?: string): string {
  return formatLine({ plugin, error, suppressed, kind, hook }, 'error');
}

/** Nest prints a stack as it is, so a message in it could forge a line: the escaped one takes its place. */
function stackOf(thrown: unknown, message: string): string | undefined {
  const frames = framesOf(thrown);
  if (frames.length === 0) return undefined;
  const escaped = frames.map((frame) => `    ${escapeControls(frame.trim(), MAX_FRAME_LENGTH)}`);
  return [formatValue(message, MAX_LINE_LENGTH), ...escaped].join('\n');
}
