import type { Span } from '@opentelemetry/api';

import type { RequestEvent } from '../../hook-payloads.js';

interface OpenSpan {
  readonly span: Span;
  readonly request: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * The spans of the requests under way. Clients choose the request id and may repeat it, so one id can have several of them.
 * Holds `capacity` spans at most: a request whose end is never published (its client hung up on a stream, say) must not
 * stay in memory for ever.
 */
export class OpenSpans {
  private readonly inOrder = new Set<OpenSpan>();
  private readonly byRequest = new Map<string, Set<OpenSpan>>();

  /** @param capacity how many spans may be open at a time; the oldest one makes room for the next. */
  constructor(private readonly capacity = 10_000) {}

  /**
   * Keeps the span of a request that has started.
   *
   * @param now milliseconds since the epoch.
   * @returns the span that had to make room for it, if one had to; the caller ends it.
   */
  add(event: RequestEvent, span: Span, now = Date.now()): Span | undefined {
    const [oldest] = this.inOrder;
    const evicted = this.inOrder.size >= this.capacity ? oldest : undefined;
    if (evicted !== undefined) {
      this.remove(evicted);
    }
    const open: OpenSpan = { span, request: keyOf(event), startedAt: now };
    this.inOrder.add(open);
    this.byRequest.set(open.request, (this.byRequest.get(open.request) ?? new Set()).add(open));
    return evicted?.span;
  }

  /**
   * Takes out the span of a request that has ended. Among requests that share id, actor and path it is the one that started
   * `duration_ms` ago, as nearly as can be; without a duration, the oldest.
   *
   * @param now milliseconds since the epoch.
   */
  take(event: RequestEvent, now = Date.now()): Span | undefined {
    const startedAt = event.duration_ms === undefined ? -Infinity : now - event.duration_ms;
    const [first, ...others] = this.byRequest.get(keyOf(event)) ?? [];
    if (first === undefined) {
      return undefined;
    }
    const taken = others.reduce((nearest, open) => (isNearer(open, nearest, startedAt) ? open : nearest), first);
    this.remove(taken);
    return taken.span;
  }

  /** Takes out every span that is still open, the oldest first. */
  takeAll(): Span[] {
    const spans = Array.from(this.inOrder, ({ span }) => span);
    this.inOrder.clear();
    this.byRequest.clear();
    return spans;
  }

  private remove(open: OpenSpan): void {
    this.inOrder.delete(open);
    const ofRequest = this.byRequest.get(open.request);
    ofRequest?.delete(open);
    if (ofRequest?.size === 0) {
      this.byRequest.delete(open.request);
    }
  }
}

function keyOf({ request_id, actor, path }: RequestEvent): string {
  return JSON.stringify([request_id, actor, path]);
}

function isNearer(one: OpenSpan, other: OpenSpan, startedAt: number): boolean {
  return Math.abs(one.startedAt - startedAt) < Math.abs(other.startedAt - startedAt);
}
