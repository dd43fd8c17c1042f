import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';

/** The registry of this application's metrics: one of its own, so that two applications in one process do not mix. */
@Module({
  providers: [{ provide: Registry, useFactory: () => new Registry() }],
  exports: [Registry],
})
export class MetricsRegistryModule {}
