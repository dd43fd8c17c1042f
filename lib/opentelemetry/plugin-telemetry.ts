import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { metrics as metricsApi, trace } from '@opentelemetry/api';
import type { PluginRegistry } from '../index.js';
import { DeliveryInstrumentation } from './delivery-instrumentation.js';
import { PluginMeter } from './plugin-meter.js';
import type { PluginTelemetryOptions } from './plugin-telemetry.options.js';

/** Has metrics and spans made while the application runs. */
export class PluginTelemetry implements OnModuleInit, OnApplicationShutdown {
  private readonly instrumentation = new DeliveryInstrumentation({ enabled: false });
  private stopMetrics: (() => void) | undefined;

  constructor(
    private readonly plugins: PluginRegistry,
    private readonly options: PluginTelemetryOptions,
  ) {}

  /** Begins, before the first event is delivered. */
  onModuleInit(): void {
    const { metrics = true, traces = true, meterProvider, tracerProvider } = this.options;
    if (metrics) {
      this.stopMetrics = new PluginMeter(this.plugins, meterProvider ?? metricsApi.getMeterProvider()).start();
    }
    if (traces) {
      this.instrumentation.setTracerProvider(tracerProvider ?? trace.getTracerProvider());
      this.instrumentation.enable();
    }
  }

  /** Ends. The spans of what is still in flight are ended by its own end. */
  onApplicationShutdown(): void {
    this.instrumentation.disable();
    this.stopMetrics?.();
  }
}
