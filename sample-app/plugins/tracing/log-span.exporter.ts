import { Logger } from '@nestjs/common';
import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

import { jsonLine } from '../json-line.js';
import { flushStdout } from './stdout-flush.js';

type ExportResult = Parameters<Parameters<SpanExporter['export']>[1]>[0];

// ExportResultCode.SUCCESS; its enum lives in @opentelemetry/core, which the sample would need for nothing else.
const SUCCESS: ExportResult = { code: 0 };

/** Writes one structured line a finished span. A real application would send its spans to a collector here. */
export class LogSpanExporter implements SpanExporter {
  private readonly logger = new Logger(LogSpanExporter.name);

  /** Writes the spans, in the order they ended. */
  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    for (const span of spans) {
      this.logger.log(jsonLine(describe(span)));
    }
    resultCallback(SUCCESS);
  }

  /** Settles when the lines have been read, or after 1 s. */
  shutdown(): Promise<void> {
    return flushStdout();
  }
}

function describe(span: ReadableSpan): Record<string, unknown> {
  const [seconds, nanoseconds] = span.duration;
  const { traceId, spanId } = span.spanContext();
  return {
    span: span.name,
    trace_id: traceId,
    span_id: spanId,
    status: SpanStatusCode[span.status.code],
    duration_ms: Math.round(seconds * 1e3 + nanoseconds / 1e6),
    ...span.attributes,
  };
}
