import { Module, type INestApplicationContext, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, PluginRegistry, PluginSystemModule, type PluginSystemOptions } from 'nestjs-plugin-system';
import { CapturedLog } from './captured-log.js';

/** A running application of a test. */
export interface TestApp {
  readonly app: INestApplicationContext;
  readonly log: CapturedLog;
  readonly notify: NotifyService;
  readonly registry: PluginRegistry;
}

/**
 * Starts a real Nest application context with the module and some plugins.
 *
 * @param options of the module
 * @param metadata what its root module holds besides
 */
export async function startApp(options: PluginSystemOptions, metadata: ModuleMetadata = {}): Promise<TestApp> {
  const log = new CapturedLog();
  const app = await NestFactory.createApplicationContext(rootModule(options, metadata), {
    logger: log,
    abortOnError: false,
  });
  return { app, log, notify: app.get(NotifyService), registry: app.get(PluginRegistry) };
}

/** The root module of such an application. */
export function rootModule(options: PluginSystemOptions, metadata: ModuleMetadata = {}): new () => object {
  @Module({ ...metadata, imports: [PluginSystemModule.forRoot(options), ...(metadata.imports ?? [])] })
  class AppModule {}
  return AppModule;
}

/** Starts an application that must not start, and returns what it throws. */
export async function bootError(options: PluginSystemOptions, metadata: ModuleMetadata = {}): Promise<Error> {
  try {
    const { app } = await startApp(options, metadata);
    await app.close();
  } catch (error) {
    return error as Error;
  }
  throw new Error('the application started');
}
