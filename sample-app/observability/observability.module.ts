import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { PluginAdminModule } from 'nestjs-plugin-system/admin';
import { PluginMetricsModule } from 'nestjs-plugin-system/metrics';
import { PluginTelemetryModule } from 'nestjs-plugin-system/opentelemetry';
import { PluginHealthIndicator } from 'nestjs-plugin-system/terminus';
import { Registry } from 'prom-client';

import { MetricsRegistryModule } from '../plugins/metrics/metrics-registry.module.js';
import { TracerProviderModule } from '../plugins/tracing/tracer-provider.module.js';
import { AdminPasswordGuard } from './admin-password.guard.js';
import { HealthController } from './health.controller.js';

/** Who may look at the plugins. */
export interface ObservabilityModuleOptions {
  /** What has to be given as the password, with any user name; without it everybody may look. */
  readonly adminPassword: string | undefined;
}

/** Everything there is to see of the plugins: the page at /plugins, /health, their part of /metrics, a span a delivery. */
@Module({})
export class ObservabilityModule {
  /** All of it. */
  static forRoot({ adminPassword }: ObservabilityModuleOptions): DynamicModule {
    return {
      module: ObservabilityModule,
      imports: [
        PluginAdminModule.forRoot(
          adminPassword === undefined ? { public: true } : { guards: [new AdminPasswordGuard(adminPassword)] },
        ),
        PluginMetricsModule.forRootAsync({
          imports: [MetricsRegistryModule],
          inject: [Registry],
          useFactory: (registry: Registry) => ({ registry }),
        }),
        PluginTelemetryModule.forRootAsync({
          imports: [TracerProviderModule],
          inject: [BasicTracerProvider],
          useFactory: (tracerProvider: BasicTracerProvider) => ({ tracerProvider }),
        }),
        TerminusModule,
      ],
      controllers: [HealthController],
      providers: [PluginHealthIndicator],
    };
  }
}
