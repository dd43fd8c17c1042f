import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import { PluginSystemError } from '../index.js';

/** The options of `PluginTelemetryModule.forRoot()`. */
export interface PluginTelemetryOptions {
  /**
   * Whether there are metrics.
   *
   * @default true
   */
  readonly metrics?: boolean;

  /**
   * Whether each delivery has a span.
   *
   * @default true
   */
  readonly traces?: boolean;

  /**
   * Whose the metrics are. Two applications that run in one process at once need one each.
   *
   * @default the global one, which must be registered before the application initialises
   */
  readonly meterProvider?: MeterProvider;

  /**
   * Whose the spans are. It gets those of every application of the process.
   *
   * @default the global one
   */
  readonly tracerProvider?: TracerProvider;
}

const METHODS = { meterProvider: 'getMeter', tracerProvider: 'getTracer' } as const;

/**
 * Looks whether the options are what they should be.
 *
 * @param options `undefined` when the module was imported without `forRoot()`: every option has a default
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when an option is unknown or of the wrong form
 */
export function checkOptions(options: PluginTelemetryOptions = {}): PluginTelemetryOptions {
  for (const [name, value] of Object.entries<unknown>({ ...options })) {
    if (value === undefined) continue;
    if (name === 'metrics' || name === 'traces') {
      // The text 'false', which configuration services like to give, would be true.
      if (typeof value !== 'boolean') throw invalid(`the option ${name} must be true or false`);
    } else if (name === 'meterProvider' || name === 'tracerProvider') {
      const method = METHODS[name];
      if (!hasMethod(value, method)) throw invalid(`the option ${name} must have a method ${method}()`);
    } else {
      throw invalid(`there is no option ${name}`);
    }
  }
  return options;
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', `PluginTelemetryModule.forRoot(): ${message}`);
}
