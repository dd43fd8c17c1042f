import { Injectable } from '@nestjs/common';
import { context, createTraceState, trace, TraceFlags, type SpanContext } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { message } from './support/message.js';
import { connectRaw, type RawClient } from './support/raw-client.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => {
  context.disable();
  folder.remove();
});

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const tracer = new BasicTracerProvider().getTracer('test');

/** Keeps where in a trace it was told. */
@Injectable()
class Tracer {
  readonly spans: (SpanContext | undefined)[] = [];

  @OnHook('k', 'on_a')
  hear(): void {
    this.spans.push(trace.getSpanContext(context.active()));
  }
}

describeWithBrokers(
  'the trace of a broadcast',
  (broker) => {
    let cluster: Cluster;
    let raw: RawClient;
    let texts: string[];
    beforeEach(async () => {
      cluster = new Cluster(broker, hookspecs);
      texts = [];
      raw = await connectRaw(broker, cluster.topic);
      await raw.hear((text) => texts.push(text));
    });
    afterEach(async () => {
      await raw.close();
      await cluster.close();
    });

    /** The attributes of the first message, and where in a trace the other instance heard it. */
    async function relay(publish: (notify: () => void) => void) {
      const [publisher, other] = await cluster.startTwo({ providers: [Tracer] });
      publish(() => publisher.notify.notify('k', 'on_a', null));
      const { spans } = other.app.get(Tracer);
      await until(() => spans.length === 1 && texts.length === 1);
      const { traceparent, tracestate } = JSON.parse(texts[0] ?? '') as Record<string, unknown>;
      return { traceparent, tracestate, heardIn: spans[0] };
    }

    it('is that of its publisher for subscribers elsewhere, which are told that it is remote', async () => {
      const span = tracer.startSpan('request');
      const { traceId, spanId } = span.spanContext();
      const { traceparent, tracestate, heardIn } = await relay((notify) =>
        context.with(trace.setSpan(context.active(), span), notify),
      );
      expect(traceparent).toBe(`00-${traceId}-${spanId}-01`);
      expect(tracestate).toBeUndefined();
      expect(heardIn).toMatchObject({ traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
    });

    it('keeps what vendors have added, and that it is not sampled', async () => {
      const traceState = createTraceState('one=1,two=2');
      const span = { traceId: TRACE_ID, spanId: 'b7ad6b7169203331', traceFlags: TraceFlags.NONE, traceState };
      const { traceparent, tracestate, heardIn } = await relay((notify) =>
        context.with(trace.setSpanContext(context.active(), span), notify),
      );
      expect(traceparent).toBe(`00-${TRACE_ID}-b7ad6b7169203331-00`);
      expect(tracestate).toBe('one=1,two=2');
      expect(heardIn?.traceState?.serialize()).toBe('one=1,two=2');
      expect(heardIn?.traceFlags).toBe(TraceFlags.NONE);
    });

    it('is none where its publisher has none', async () => {
      const { traceparent, tracestate, heardIn } = await relay((notify) => notify());
      expect([traceparent, tracestate, heardIn]).toEqual([undefined, undefined, undefined]);
    });

    it.each([
      ['no text', 1],
      ['garbage', 'hello'],
      ['of a version that nobody knows', `ff-${TRACE_ID}-b7ad6b7169203331-01`],
      ['with another line behind it', `00-${TRACE_ID}-b7ad6b7169203331-01\nx`],
    ])('is passed over where it is %s, and the event is heard', async (_, traceparent) => {
      const { app } = await cluster.start({ providers: [Tracer] });
      await raw.say(message({ traceparent, tracestate: { not: 'a text' } }));
      const { spans } = app.get(Tracer);
      await until(() => spans.length === 1);
      expect(spans).toEqual([undefined]);
    });

    it.each([
      ['zeroes', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`, undefined],
      ['a state that is no list', `00-${TRACE_ID}-b7ad6b7169203331-01`, '=,=,\u0000'],
      ['a state without end', `00-${TRACE_ID}-b7ad6b7169203331-01`, 'x=1,'.repeat(10_000)],
    ])('may be %s, and the event is heard', async (_, traceparent, tracestate) => {
      const { app } = await cluster.start({ providers: [Tracer] });
      await raw.say(message({ traceparent, tracestate }));
      const { spans } = app.get(Tracer);
      await until(() => spans.length === 1);
      expect(cluster.log.lines('error')).toEqual([]);
    });
  },
  { only: ['mqtt'] },
);
