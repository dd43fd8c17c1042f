import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { type INestApplication, Injectable, Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { NotifyService, OnHook, PluginSystemModule } from 'nestjs-plugin-system';
import { PluginAdminModule } from 'nestjs-plugin-system/admin';
import { PluginMetricsModule } from 'nestjs-plugin-system/metrics';
import { PluginTelemetryModule } from 'nestjs-plugin-system/opentelemetry';
import { Registry } from 'prom-client';
import { withHookspecs } from './hookspec-folder.js';
import type { HookWithSubscribers } from './nest-application.js';
import { decorateHear, type GeneratedSubscriber, type SubscriberClass } from './subscribers.js';

/** An application that serves HTTP and shows how its plugins do. */
export interface ObservedApplication {
  readonly notifyService: NotifyService;
  /** Where its admin part is. */
  readonly url: string;
  /** The plugins. */
  readonly instances: readonly GeneratedSubscriber[];
  readonly close: () => Promise<void>;
}

/**
 * Starts an application with the admin part, both kinds of metrics, and whatever they need. A plugin is one class, and hears
 * each hook that it stands at.
 */
export async function startObservedApplication(hooks: readonly HookWithSubscribers[]): Promise<ObservedApplication> {
  for (const { kind, hook, classes } of hooks) {
    for (const classRef of classes) decorateHear(classRef, OnHook(kind, hook) as MethodDecorator);
  }
  const classes = [...new Set(hooks.flatMap((hook) => hook.classes))];
  const app = await withHookspecs(hooks, (hookspecs) =>
    listen(
      [
        PluginSystemModule.forRoot({ hookspecs }),
        PluginAdminModule.forRoot({ public: true }),
        PluginMetricsModule.forRoot({ registry: new Registry() }),
        PluginTelemetryModule.forRoot({ meterProvider: new MeterProvider(), traces: false }),
      ],
      classes,
    ),
  );
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return {
    notifyService: app.get(NotifyService),
    url: `http://127.0.0.1:${port}/plugins`,
    instances: classes.map((classRef) => app.get(classRef)),
    close: () => app.close(),
  };
}

/** Opens a stream of an application and reads it, as a page does. Returns what ends it. */
export async function openPage({ url }: ObservedApplication): Promise<() => void> {
  const request = get(`${url}/events`);
  await once(request, 'response').then(([response]) => (response as NodeJS.ReadableStream).resume());
  request.on('error', () => undefined);
  return () => request.destroy();
}

async function listen(
  imports: NonNullable<ModuleMetadata['imports']>,
  providers: readonly SubscriberClass[],
): Promise<INestApplication> {
  for (const provider of providers) Injectable()(provider);
  class AppModule {}
  Module({ imports, providers: [...providers] })(AppModule);
  const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
  return app.listen(0, '127.0.0.1').then(() => app);
}
