import { Controller, Get, Header } from '@nestjs/common';
import { Registry } from 'prom-client';

import { MetricsExporter } from './metrics-exporter.js';

/** Serves what was counted. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly exporter: MetricsExporter) {}

  /** The page a Prometheus server scrapes; that request is counted as well. */
  @Get()
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  async scrape(): Promise<string> {
    return this.exporter.exposition();
  }
}
