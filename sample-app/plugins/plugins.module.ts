import { type DynamicModule, Module } from '@nestjs/common';

import { AuditLogger } from './audit/audit-logger.js';
import { BrokenPlugin } from './broken/broken-plugin.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsExporter } from './metrics/metrics-exporter.js';
import { RequestTracer } from './tracing/request-tracer.js';

/** Which of the sample's plugins run. */
export interface PluginsModuleOptions {
  /** Adds `BrokenPlugin`, which throws on every event. */
  readonly brokenPlugin: boolean;
}

/** The subscribers. Providing a plugin is all it takes: the plugin system finds its `@OnHook` methods. */
@Module({})
export class PluginsModule {
  /** The three plugins, and the broken one if it is asked for. */
  static forRoot({ brokenPlugin }: PluginsModuleOptions): DynamicModule {
    return {
      module: PluginsModule,
      controllers: [MetricsController],
      providers: [AuditLogger, MetricsExporter, RequestTracer, ...(brokenPlugin ? [BrokenPlugin] : [])],
    };
  }
}
