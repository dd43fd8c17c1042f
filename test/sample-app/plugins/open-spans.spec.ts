import { type Span, trace } from '@opentelemetry/api';

import { OpenSpans } from '../../../sample-app/plugins/tracing/open-spans.js';

const ANY_CONTEXT = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 };

describe('OpenSpans', () => {
  const slow = newSpan();
  const fast = newSpan();
  const event = { request_id: 'r1', actor: 'alice', path: '/slow' };

  it('gives back the span of the request that ended', () => {
    const spans = new OpenSpans();
    spans.add(event, slow);
    spans.add({ ...event, request_id: 'r2' }, fast);

    expect(spans.take({ ...event, request_id: 'r2' })).toBe(fast);
    expect(spans.take(event)).toBe(slow);
  });

  it('gives back each span once', () => {
    const spans = new OpenSpans();
    spans.add(event, slow);
    spans.take(event);

    expect(spans.take(event)).toBeUndefined();
  });

  it('tells requests of one id apart by when they started', () => {
    const spans = new OpenSpans();
    spans.add(event, slow, 1_000);
    spans.add(event, fast, 1_150);

    expect(spans.take({ ...event, duration_ms: 20 }, 1_170)).toBe(fast);
    expect(spans.take({ ...event, duration_ms: 200 }, 1_200)).toBe(slow);
  });

  it('tells requests of one id on two routes apart', () => {
    const spans = new OpenSpans();
    spans.add(event, slow, 1_000);
    spans.add({ ...event, path: '/fail' }, fast, 1_000);

    expect(spans.take({ ...event, path: '/fail', duration_ms: 0 }, 1_000)).toBe(fast);
  });

  it('lets the oldest span go when it is full', () => {
    const spans = new OpenSpans(2);
    spans.add(event, slow);
    spans.add({ ...event, request_id: 'r2' }, fast);

    expect(spans.add({ ...event, request_id: 'r3' }, newSpan())).toBe(slow);
    expect(spans.take(event)).toBeUndefined();
    expect(spans.takeAll()).toHaveLength(2);
  });
});

function newSpan(): Span {
  return trace.wrapSpanContext(ANY_CONTEXT);
}
