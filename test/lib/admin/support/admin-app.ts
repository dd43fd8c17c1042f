import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication, ModuleMetadata } from '@nestjs/common';
import { NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { NotifyService, PluginRegistry, type PluginSystemOptions } from 'nestjs-plugin-system';
import { PluginAdminModule, type PluginAdminOptions } from 'nestjs-plugin-system/admin';
import { CapturedLog } from '../../support/captured-log.js';
import { rootModule } from '../../support/start-app.js';

/** What a test says about its application. */
export interface AdminAppOptions {
  readonly system: PluginSystemOptions;
  /** @default { public: true } */
  readonly admin?: PluginAdminOptions;
  /** What the root module holds besides. */
  readonly metadata?: ModuleMetadata;
  /** @default Express */
  readonly adapter?: AbstractHttpAdapter;
  /** Called before the application listens. */
  readonly prepare?: (app: INestApplication) => void;
  /** @default one that nobody has */
  readonly port?: number;
}

/** A real Nest application with the admin part, which listens on the loopback address. */
export class AdminApp {
  readonly notify: NotifyService;
  readonly registry: PluginRegistry;
  private closing: Promise<void> | undefined;

  private constructor(
    readonly app: INestApplication,
    readonly log: CapturedLog,
  ) {
    this.notify = app.get(NotifyService);
    this.registry = app.get(PluginRegistry);
  }

  /** Rejects as `app.listen()` does when the application does not start. */
  static async start(options: AdminAppOptions): Promise<AdminApp> {
    const { system, admin = { public: true }, metadata = {}, adapter = new ExpressAdapter(), port = 0 } = options;
    const log = new CapturedLog();
    const imports = [PluginAdminModule.forRoot(admin), ...(metadata.imports ?? [])];
    const app = await NestFactory.create(rootModule(system, { ...metadata, imports }), adapter, {
      logger: log,
      abortOnError: false,
    });
    try {
      options.prepare?.(app);
      await app.listen(port, '127.0.0.1');
    } catch (error) {
      await app.close();
      throw error;
    }
    return new AdminApp(app, log);
  }

  get server(): Server {
    return this.app.getHttpServer() as Server;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The address of a path of the application. */
  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Asks as `fetch` does when nothing else is said: any answer will do. */
  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url(path), init);
  }

  /** The JSON that is answered. */
  async json<T>(path: string): Promise<T> {
    return (await (await this.get(path)).json()) as T;
  }

  /** Publishes an event so many times. */
  publish(times: number, kind: string, hook: string, payload: unknown = {}): void {
    for (let count = 0; count < times; count++) this.notify.notify(kind, hook, payload);
  }

  /** Shuts the application down, once. */
  close(): Promise<void> {
    this.closing ??= this.app.close();
    return this.closing;
  }
}
