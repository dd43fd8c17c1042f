import type { INestApplication, Provider, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { AppModule } from '../../../sample-app/app.module.js';
import { DrainingExpressAdapter } from '../../../sample-app/server/draining-express.adapter.js';
import { listeningPort } from '../../../sample-app/server/port.js';
import { CapturingLogger } from './capturing-logger.js';

/** What a test adds to the sample application. */
export interface Additions {
  readonly brokenPlugin?: boolean;
  readonly flakyPlugin?: number;
  readonly adminPassword?: string;
  readonly providers?: Provider[];
  readonly controllers?: Type[];
}

/** The sample application, serving in this process on a port of its own. */
export class RunningApp {
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly app: INestApplication,
    readonly logger: CapturingLogger,
    readonly port: number,
  ) {}

  /** Rejects as `app.listen()` does when the application does not start. */
  static async start(additions: Additions = {}): Promise<RunningApp> {
    const { brokenPlugin = false, flakyPlugin, adminPassword, providers = [], controllers = [] } = additions;
    class TestModule {}
    const logger = new CapturingLogger();
    const adapter = new DrainingExpressAdapter();
    const app = await NestFactory.create(
      {
        module: TestModule,
        imports: [AppModule.forRoot({ brokenPlugin, flakyPlugin, adminPassword, relayBroker: undefined })],
        providers,
        controllers,
      },
      adapter,
      { logger, abortOnError: false },
    );
    try {
      await app.listen(0);
    } catch (error) {
      await app.close();
      throw error;
    }
    return new RunningApp(app, logger, listeningPort(adapter.getHttpServer()));
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`http://localhost:${this.port}${path}`, { headers });
  }

  /** Shuts the application down, once, which flushes its spans as well. */
  close(): Promise<void> {
    this.closing ??= this.app.close();
    return this.closing;
  }

  /** What AuditLogger has written. */
  audit(): Record<string, unknown>[] {
    return this.logger.recordsOf('AuditLogger');
  }

  /** The spans of requests, which RequestTracer has made; all of them once the application is closed. */
  spans(): Record<string, unknown>[] {
    return this.exported().filter((span) => !isOfDelivery(span));
  }

  /** The spans of deliveries; all of them once the application is closed. */
  deliverySpans(): Record<string, unknown>[] {
    return this.exported().filter(isOfDelivery);
  }

  /** The text of `GET /metrics`. */
  async metrics(): Promise<string> {
    return (await this.get('/metrics')).text();
  }

  private exported(): Record<string, unknown>[] {
    return this.logger.recordsOf('LogSpanExporter');
  }
}

function isOfDelivery({ span }: Record<string, unknown>): boolean {
  return String(span).startsWith('deliver ');
}
