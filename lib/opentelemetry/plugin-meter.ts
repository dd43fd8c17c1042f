import { ValueType, type BatchObservableResult, type Meter, type MeterProvider } from '@opentelemetry/api';
import type { PluginRegistry } from '../index.js';
import { SCOPE_NAME, SCOPE_VERSION } from './instrumentation-scope.js';
import { RouteMeter } from './route-meter.js';

const MS_PER_SECOND = 1000;
/** In seconds. */
const BOUNDARIES = [0.00001, 0.0001, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
/** What hooks and kinds are called that nobody has declared: publishers can make up any number of names. */
const UNDECLARED = '_undeclared';

/** Tells a meter what becomes of the events of one application. */
export class PluginMeter {
  private readonly meter: Meter;

  constructor(
    private readonly registry: PluginRegistry,
    provider: MeterProvider,
  ) {
    this.meter = provider.getMeter(SCOPE_NAME, SCOPE_VERSION);
  }

  /** Begins. Returns what ends it. */
  start(): () => void {
    const stopDurations = this.recordDurations();
    const stopCounts = this.observeCounts();
    return () => {
      stopDurations();
      stopCounts();
    };
  }

  private recordDurations(): () => void {
    const durations = this.meter.createHistogram('plugin_system.delivery.duration', {
      unit: 's',
      description:
        'How long deliveries took until they settled. Sampled: about one event in 64, or one in a second where there are fewer.',
      advice: { explicitBucketBoundaries: BOUNDARIES },
    });
    return this.registry.keepStatistics({
      onDuration: ({ kind, hook, plugin, milliseconds }) =>
        durations.record(milliseconds / MS_PER_SECOND, { kind, hook, plugin }),
    });
  }

  /** Reads the registry once a collection, for all of them. */
  private observeCounts(): () => void {
    const instruments = this.observables();
    const { deliveries, inFlight, degraded, refused } = instruments;
    const routeMeter = new RouteMeter(this.registry, this.meter);
    const observe = (result: BatchObservableResult): void => {
      for (const series of this.registry.deliveries()) {
        result.observe(inFlight, series.inFlight, series.labels);
        for (const [outcome, count] of Object.entries(series.outcomes)) {
          result.observe(deliveries, count, { ...series.labels, outcome });
        }
      }
      for (const { name, status } of this.registry.plugins()) {
        result.observe(degraded, status === 'degraded' ? 1 : 0, { plugin: name });
      }
      for (const { kind = UNDECLARED, hook = UNDECLARED, code, count } of this.registry.refusals()) {
        result.observe(refused, count, { kind, hook, reason: code });
      }
      routeMeter.observe(result);
    };
    const observed = [...Object.values(instruments), ...routeMeter.instruments];
    this.meter.addBatchObservableCallback(observe, observed);
    return () => this.meter.removeBatchObservableCallback(observe, observed);
  }

  private observables() {
    const { meter } = this;
    const valueType = ValueType.INT;
    return {
      deliveries: meter.createObservableCounter('plugin_system.deliveries', {
        unit: '{delivery}',
        valueType,
        description: 'Deliveries that have ended, by how: delivered, failed, timed_out or shed.',
      }),
      inFlight: meter.createObservableUpDownCounter('plugin_system.in_flight', {
        unit: '{delivery}',
        valueType,
        description: 'Deliveries that have not settled.',
      }),
      // Without a unit: exporters to Prometheus make `_ratio` of a gauge in `1`.
      degraded: meter.createObservableGauge('plugin_system.plugin.degraded', {
        valueType,
        description: '1 while a plugin fails again and again, else 0.',
      }),
      refused: meter.createObservableCounter('plugin_system.refused', {
        unit: '{event}',
        valueType,
        description: `Events that nobody was told of, by the code of the error. Names that are not declared are all ${UNDECLARED}.`,
      }),
    };
  }
}
