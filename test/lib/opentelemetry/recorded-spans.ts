import type { Span } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';

/** A real tracer provider, and the spans of it that have ended. */
export class RecordedSpans {
  private readonly exporter = new InMemorySpanExporter();
  readonly provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(this.exporter)] });
  readonly tracer = this.provider.getTracer('test');

  /** Those of deliveries, in the order in which they ended. */
  get deliveries(): ReadableSpan[] {
    return this.exporter.getFinishedSpans().filter(({ name }) => name.startsWith('deliver '));
  }

  /** The only one of a delivery. */
  get delivery(): ReadableSpan {
    const [span, ...others] = this.deliveries;
    if (span === undefined || others.length > 0) throw new Error(`${this.deliveries.length} spans`);
    return span;
  }

  /** One that was made in a test, by its name. */
  named(name: string): ReadableSpan | undefined {
    return this.exporter.getFinishedSpans().find((span) => span.name === name);
  }
}

/** Whether a span is a child of another one, in its trace. */
export function isChildOf(span: ReadableSpan, parent: Span | ReadableSpan): boolean {
  const { traceId, spanId } = parent.spanContext();
  return span.parentSpanContext?.spanId === spanId && span.spanContext().traceId === traceId;
}
