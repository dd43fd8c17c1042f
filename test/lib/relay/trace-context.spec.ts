import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { TraceContext } from '../../../lib/relay/trace-context.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;
const traces = new TraceContext(api);

beforeAll(() => api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => api.context.disable());

const inSpan = <T>(span: Partial<api.SpanContext>, act: () => T): T => {
  const whole = { traceId: TRACE_ID, spanId: SPAN_ID, traceFlags: 1, ...span };
  return api.context.with(api.trace.setSpanContext(api.ROOT_CONTEXT, whole), act);
};
/** The span in which something is done that came with a trace. */
const spanWithin = (traceparent: unknown, tracestate?: unknown): api.SpanContext | undefined => {
  const seen: (api.SpanContext | undefined)[] = [];
  traces.within(traceparent, tracestate, () => seen.push(api.trace.getSpanContext(api.context.active())));
  expect(seen).toHaveLength(1);
  return seen[0];
};

describe('the trace of a publisher', () => {
  it('is that of the span it is in', () => {
    expect(inSpan({}, () => traces.current())).toEqual({ traceparent: TRACEPARENT, tracestate: undefined });
  });

  it.each([
    [0, '00'],
    [1, '01'],
    [0xff, 'ff'],
    [0x101, '01'],
  ])('has the flags %p written as %s', (traceFlags, flags) => {
    expect(inSpan({ traceFlags }, () => traces.current())?.traceparent).toBe(`00-${TRACE_ID}-${SPAN_ID}-${flags}`);
  });

  it('has its state with it', () => {
    const traceState = api.createTraceState('a=1,b=2');
    expect(inSpan({ traceState }, () => traces.current())?.tracestate).toBe('a=1,b=2');
  });

  it('has no state when that is empty', () => {
    const traceState = api.createTraceState('');
    expect(inSpan({ traceState }, () => traces.current())).toEqual({ traceparent: TRACEPARENT, tracestate: undefined });
  });

  it('is none outside of spans, in one that is invalid, and without OpenTelemetry', () => {
    expect(traces.current()).toBeUndefined();
    expect(inSpan({ traceId: '0'.repeat(32) }, () => traces.current())).toBeUndefined();
    expect(inSpan({ spanId: 'x' }, () => traces.current())).toBeUndefined();
    expect(inSpan({}, () => new TraceContext(undefined).current())).toBeUndefined();
  });
});

describe('what is done within a trace', () => {
  it('is done in the span of the publisher, which is a remote one', () => {
    expect(spanWithin(TRACEPARENT)).toEqual({
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      traceFlags: 1,
      isRemote: true,
      traceState: undefined,
    });
  });

  it('has the flags of the publisher', () => {
    expect(spanWithin(`00-${TRACE_ID}-${SPAN_ID}-1a`)?.traceFlags).toBe(26);
  });

  it('has the state of the publisher', () => {
    expect(spanWithin(TRACEPARENT, 'a=1,b=2')?.traceState?.get('b')).toBe('2');
  });

  it.each([7, null, {}, `a=${'x'.repeat(253)},b=${'y'.repeat(255)}`])(
    'leaves out what is no state: %p',
    (tracestate) => {
      expect(spanWithin(TRACEPARENT, tracestate)).toMatchObject({ spanId: SPAN_ID, traceState: undefined });
    },
  );

  it('takes a state that is as long as it may be', () => {
    const tracestate = `a=${'x'.repeat(253)},b=${'y'.repeat(254)}`;
    expect(tracestate).toHaveLength(512);
    expect(spanWithin(TRACEPARENT, tracestate)?.traceState?.get('b')).toHaveLength(254);
  });

  it('leaves nothing of the span behind', () => {
    traces.within(TRACEPARENT, undefined, () => {});
    expect(api.trace.getSpanContext(api.context.active())).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    7,
    {},
    '',
    '00',
    `01-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${TRACE_ID.toUpperCase()}-${SPAN_ID}-01`,
    `${TRACEPARENT}-x`,
    ` ${TRACEPARENT}`,
    `00-${TRACE_ID}-${SPAN_ID}-1`,
    [TRACEPARENT],
    // W3C Trace Context calls those of zeros only invalid.
    `00-${'0'.repeat(32)}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
  ])('is done without one when it came with %p', (traceparent) => {
    expect(spanWithin(traceparent, 'a=1')).toBeUndefined();
  });

  it('is done without one where OpenTelemetry is not there', () => {
    let count = 0;
    new TraceContext(undefined).within(TRACEPARENT, undefined, () => count++);
    expect(count).toBe(1);
  });

  it('is what a publisher carried over', () => {
    const traceState = api.createTraceState('a=1');
    const trace = inSpan({ traceState, traceFlags: 0 }, () => traces.current());
    const span = spanWithin(trace?.traceparent, trace?.tracestate);
    expect(span).toMatchObject({ traceId: TRACE_ID, spanId: SPAN_ID, traceFlags: 0 });
    expect(span?.traceState?.serialize()).toBe('a=1');
  });
});

describe('OpenTelemetry', () => {
  it('is found where the application has it', async () => {
    const found = await TraceContext.load();
    expect(inSpan({}, () => found.current())?.traceparent).toBe(TRACEPARENT);
  });
});
