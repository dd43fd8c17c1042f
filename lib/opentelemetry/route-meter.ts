import { ValueType, type BatchObservableResult, type Meter, type Observable } from '@opentelemetry/api';
import type { PluginRegistry } from '../index.js';

/** The figure of a route that says how many there are now. All others grow, but for a missed event that comes late after all. */
const WAITING = 'waiting';

/** Tells a meter of the routes that broadcasts take, such as the relay; nothing in an application that has none. */
export class RouteMeter {
  /** What {@link observe} gives values to. */
  readonly instruments: readonly Observable[];
  private readonly events: Observable;
  private readonly waiting: Observable;
  private readonly degraded: Observable;

  constructor(
    private readonly registry: PluginRegistry,
    meter: Meter,
  ) {
    const valueType = ValueType.INT;
    this.events = meter.createObservableCounter('plugin_system.route.events', {
      unit: '{event}',
      valueType,
      description:
        'What became of events on their way to and from elsewhere; of the relay: sent, dropped, received, ignored, refused, missed or repeated.',
    });
    this.waiting = meter.createObservableUpDownCounter('plugin_system.route.waiting', {
      unit: '{event}',
      valueType,
      description: 'Events that have not been sent yet.',
    });
    // Without a unit: exporters to Prometheus make `_ratio` of a gauge in `1`.
    this.degraded = meter.createObservableGauge('plugin_system.route.degraded', {
      valueType,
      description: '1 while a route cannot do its part, such as while the broker of the relay is away, else 0.',
    });
    this.instruments = [this.events, this.waiting, this.degraded];
  }

  /** Reads how they do. */
  observe(result: BatchObservableResult): void {
    for (const { name: route, status, figures } of this.registry.routes()) {
      const { [WAITING]: waiting = 0, ...outcomes } = figures;
      for (const [outcome, count] of Object.entries(outcomes)) result.observe(this.events, count, { route, outcome });
      result.observe(this.waiting, waiting, { route });
      result.observe(this.degraded, status === 'degraded' ? 1 : 0, { route });
    }
  }
}
