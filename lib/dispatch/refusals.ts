import { PayloadInvalidError } from '../errors/payload-invalid.error.js';
import type { PluginSystemErrorCode } from '../errors/error-code.js';
import type { PluginSystemError } from '../errors/plugin-system.error.js';
import { formatLine } from './log-line.js';
import { LogLimit } from './log-limit.js';
import type { Log } from './log.js';
import { headOf, ownHeadOf } from './text-head.js';

const MAX_RECORDS_PER_CODE = 1024;
const MAX_REASONS = 16;
/** Names and reasons are remembered and told apart by so many characters: a made-up one may hold megabytes. */
const MAX_REMEMBERED_LENGTH = 256;

/** The keys of records without names; those of hooks have a line's end in them. */
const SHARED = 'shared';
const NAMELESS = 'nameless';

/** What is remembered of the refused events of one hook and code. */
interface RefusalRecord {
  /** Absent where several hooks share a record, and where something is no event of any hook. */
  readonly hook: { readonly kind: string; readonly hook: string } | undefined;
  readonly isShared: boolean;
  count: number;
  /** By reason; those past the bound share one, since a reason can name a key of the payload. */
  readonly limits: Map<string, LogLimit>;
}

/** How many events of one hook were refused for one kind of reason. */
export interface RefusalCount {
  /** What the publisher called the kind, whether there is one or not; `undefined` where several share a count. */
  readonly kind: string | undefined;
  readonly hook: string | undefined;
  /** The code of the error. */
  readonly code: PluginSystemErrorCode;
  readonly count: number;
}

/**
 * Counts and logs events that nobody was told of: for each kind, hook and reason at most 10 lines in 10 seconds, and
 * one that says `suppressed=N`.
 */
export class Refusals {
  /** By code, and in it by kind and hook: names that publishers make up must not crowd out the hooks that exist. */
  private readonly records = new Map<PluginSystemErrorCode, Map<string, RefusalRecord>>();

  /**
   * @param log must not throw
   * @param isDeclared whether there is such a hook: it keeps a record of its own, however many names were made up before
   * @param origin what each line begins with
   */
  constructor(
    private readonly log: Log,
    private readonly isDeclared: (kind: string, hook: string) => boolean = () => false,
    private readonly origin: Readonly<Record<string, string>> = {},
  ) {}

  /** Counts a refused event without a word: its publisher is told by a thrown error. */
  count(kind: string, hook: string, { code }: PluginSystemError): void {
    this.recordOf(kind, hook, code).count++;
  }

  /** Counts and logs a refused event. What is no event at all has neither kind nor hook. */
  write(kind: string | undefined, hook: string | undefined, error: PluginSystemError): void {
    const record = this.recordOf(kind, hook, error.code);
    record.count++;
    if (this.limitOf(record, error.code, reasonOf(error)).admit()) this.log.error(this.lineOf(kind, hook, error));
  }

  /** How many events of a hook were refused. */
  countOf(kind: string, hook: string): number {
    const key = keyOf(kind, hook);
    return [...this.records.values()].reduce((sum, byHook) => sum + (byHook.get(key)?.count ?? 0), 0);
  }

  /** How many events were refused, by code and hook; those past the bound on names share one entry that names no hook. */
  counts(): RefusalCount[] {
    return [...this.records].flatMap(([code, byHook]) =>
      Array.from(byHook.values(), ({ hook, count }) => ({ kind: hook?.kind, hook: hook?.hook, code, count })),
    );
  }

  /** Writes what is still to be said about suppressed lines. */
  flush(): void {
    for (const byHook of this.records.values()) {
      for (const { limits } of byHook.values()) {
        for (const limit of limits.values()) limit.flush();
      }
    }
  }

  private recordOf(kind: string | undefined, hook: string | undefined, code: PluginSystemErrorCode): RefusalRecord {
    const byHook = this.records.get(code) ?? new Map<string, RefusalRecord>();
    this.records.set(code, byHook);
    const isNamed = kind !== undefined && hook !== undefined;
    // Past the bound, made-up names share one record: they must not fill the memory.
    const isShared = isNamed && !this.mayHaveOwn(kind, hook, byHook);
    const nameless = isShared ? SHARED : NAMELESS;
    const known = byHook.get(isNamed && !isShared ? keyOf(kind, hook) : nameless);
    if (known) return known;

    const names =
      isNamed && !isShared
        ? { kind: ownHeadOf(kind, MAX_REMEMBERED_LENGTH), hook: ownHeadOf(hook, MAX_REMEMBERED_LENGTH) }
        : undefined;
    const record = { hook: names, isShared, count: 0, limits: new Map<string, LogLimit>() };
    // Of the copies: a key that is put together of slices keeps alive what these are slices of.
    byHook.set(names === undefined ? nameless : keyOf(names.kind, names.hook), record);
    return record;
  }

  private mayHaveOwn(kind: string, hook: string, byHook: ReadonlyMap<string, RefusalRecord>): boolean {
    return byHook.size < MAX_RECORDS_PER_CODE || byHook.has(keyOf(kind, hook)) || this.isDeclared(kind, hook);
  }

  private lineOf(kind: string | undefined, hook: string | undefined, error: PluginSystemError): string {
    const path = error instanceof PayloadInvalidError ? error.path : undefined;
    return formatLine({ ...this.origin, kind, hook, refused: error.code, path, error: reasonOf(error) }, 'error');
  }

  /** Is given no error: what is remembered would keep it alive with all that it names. */
  private limitOf({ hook, isShared, limits }: RefusalRecord, code: string, wholeReason: string): LogLimit {
    const reason = headOf(wholeReason, MAX_REMEMBERED_LENGTH);
    const key = limits.size < MAX_REASONS || limits.has(reason) ? reason : '';
    const known = limits.get(key);
    if (known) return known;
    const limit = new LogLimit((suppressed) => {
      const what = isShared || key === '' ? 'of several kinds' : key;
      const pairs = { ...this.origin, ...hook, refused: code, suppressed: String(suppressed), error: what };
      this.log.error(formatLine(pairs, 'error'));
    });
    limits.set(key, limit);
    return limit;
  }
}

/** What the log says of an error: a payload's without its path, which differs from event to event. */
function reasonOf(error: PluginSystemError): string {
  return error instanceof PayloadInvalidError ? error.reason : error.message;
}

function keyOf(kind: string, hook: string): string {
  return `${headOf(kind, MAX_REMEMBERED_LENGTH)}\n${headOf(hook, MAX_REMEMBERED_LENGTH)}`;
}
