import { type DynamicModule, Module } from '@nestjs/common';

import { AuditLogger } from './audit/audit-logger.js';
import { BrokenPlugin } from './broken/broken-plugin.js';
import { FAILURE_RATE, FlakyPlugin } from './flaky/flaky-plugin.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsExporter } from './metrics/metrics-exporter.js';
import { MetricsRegistryModule } from './metrics/metrics-registry.module.js';
import { RequestTracer } from './tracing/request-tracer.js';
import { TracerProviderModule } from './tracing/tracer-provider.module.js';

/** Which of the sample's plugins run. */
export interface PluginsModuleOptions {
  /** Adds `BrokenPlugin`, which throws on every event. */
  readonly brokenPlugin: boolean;
  /** Adds `FlakyPlugin`, which throws on this share of the events, from 0 to 1. */
  readonly flakyPlugin: number | undefined;
}

/** The subscribers. Providing a plugin is all it takes: the plugin system finds its `@OnHook` methods. */
@Module({})
export class PluginsModule {
  /** The three plugins, and those that fail if they are asked for. */
  static forRoot({ brokenPlugin, flakyPlugin }: PluginsModuleOptions): DynamicModule {
    const broken = brokenPlugin ? [BrokenPlugin] : [];
    const flaky = flakyPlugin === undefined ? [] : [FlakyPlugin, { provide: FAILURE_RATE, useValue: flakyPlugin }];
    return {
      module: PluginsModule,
      imports: [MetricsRegistryModule, TracerProviderModule],
      controllers: [MetricsController],
      providers: [AuditLogger, MetricsExporter, RequestTracer, ...broken, ...flaky],
    };
  }
}
