import { Module } from '@nestjs/common';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

import { LogSpanExporter } from './log-span.exporter.js';

/**
 * Where spans go. Finished spans are exported in batches, 5 s apart unless the standard variable OTEL_BSP_SCHEDULE_DELAY
 * (milliseconds) says otherwise.
 */
@Module({
  providers: [
    {
      provide: BasicTracerProvider,
      useFactory: () => new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(new LogSpanExporter())] }),
    },
  ],
  exports: [BasicTracerProvider],
})
export class TracerProviderModule {}
