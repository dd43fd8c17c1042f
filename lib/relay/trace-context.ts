import type * as OpenTelemetry from '@opentelemetry/api';

/** Where in a trace an event was published, as W3C Trace Context writes it. */
export interface Trace {
  readonly traceparent: string;
  readonly tracestate: string | undefined;
}

// https://www.w3.org/TR/trace-context/#traceparent-header-field-values
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
/** More is not kept: https://www.w3.org/TR/trace-context/#tracestate-limits */
const MAX_TRACESTATE = 512;

/** Carries the trace of a publisher to the subscribers in other processes, where the application has OpenTelemetry. */
export class TraceContext {
  /** @param api `undefined` when the application does not have `@opentelemetry/api` */
  constructor(private readonly api: typeof OpenTelemetry | undefined) {}

  /** Looks whether the application has `@opentelemetry/api`. */
  static async load(): Promise<TraceContext> {
    try {
      return new TraceContext(await import('@opentelemetry/api'));
    } catch {
      return new TraceContext(undefined);
    }
  }

  /** Where in a trace we are, if in one. */
  current(): Trace | undefined {
    const span = this.api?.trace.getSpanContext(this.api.context.active());
    if (span === undefined || this.api?.isSpanContextValid(span) !== true) return undefined;
    const { traceId, spanId, traceFlags, traceState } = span;
    const flags = (traceFlags & 0xff).toString(16).padStart(2, '0');
    const tracestate = traceState?.serialize();
    return { traceparent: `00-${traceId}-${spanId}-${flags}`, tracestate: tracestate === '' ? undefined : tracestate };
  }

  /** Does something where an event was published. What is no trace is passed over. */
  within(traceparent: unknown, tracestate: unknown, act: () => void): void {
    const { api } = this;
    const span = api && spanContextOf(api, traceparent, tracestate);
    if (span === undefined) act();
    else api?.context.with(api.trace.setSpanContext(api.ROOT_CONTEXT, span), act);
  }
}

function spanContextOf(
  api: typeof OpenTelemetry,
  traceparent: unknown,
  tracestate: unknown,
): OpenTelemetry.SpanContext | undefined {
  const parts = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  if (parts === null) return undefined;
  const [, traceId = '', spanId = '', flags = ''] = parts;
  const isState = typeof tracestate === 'string' && tracestate.length <= MAX_TRACESTATE;
  const traceState = isState ? api.createTraceState(tracestate) : undefined;
  const span = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true, traceState };
  return api.isSpanContextValid(span) ? span : undefined;
}
