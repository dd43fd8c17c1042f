import type { Attributes } from '@opentelemetry/api';
import { MeterProvider, MetricReader, type DataPoint, type MetricData } from '@opentelemetry/sdk-metrics';

class ManualReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** A real meter provider, and what it collects. */
export class CollectedMetrics {
  private readonly reader = new ManualReader();
  readonly provider = new MeterProvider({ readers: [this.reader] });

  async collect(): Promise<Map<string, MetricData>> {
    const { resourceMetrics, errors } = await this.reader.collect();
    if (errors.length > 0) throw new Error('the collection failed', { cause: errors[0] });
    const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    return new Map(all.map((metric) => [metric.descriptor.name, metric]));
  }

  /** The values of a metric, by the values of the attributes it has. */
  async values(name: string, ...attributes: string[]): Promise<Record<string, unknown>> {
    const points: DataPoint<unknown>[] = (await this.collect()).get(name)?.dataPoints ?? [];
    const key = (found: Attributes) => attributes.map((attribute) => found[attribute]).join(' ');
    return Object.fromEntries(points.map((point) => [key(point.attributes), point.value]));
  }
}
