import 'reflect-metadata';
import { Injectable, Module, type INestApplicationContext, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, PluginSystemModule } from 'nestjs-plugin-system';
import { withHookspecs, type DeclaredHook } from './hookspec-folder.js';
import { decorateHear, type GeneratedSubscriber, type SubscriberClass } from './subscribers.js';

/** A hook, and the classes of those who hear it. */
export interface HookWithSubscribers extends DeclaredHook {
  readonly classes: readonly SubscriberClass[];
}

/** An application with this library in it. */
export interface NotifyApplication {
  readonly notifyService: NotifyService;
  /** The plugins. */
  readonly instances: readonly GeneratedSubscriber[];
  readonly app: INestApplicationContext;
  readonly close: () => Promise<void>;
}

/**
 * Starts an application that declares hooks, each with plugins of its own, on the default options.
 *
 * @param others what it imports besides
 */
export async function startNotifyApplication(
  hooks: readonly HookWithSubscribers[],
  others: NonNullable<ModuleMetadata['imports']> = [],
): Promise<NotifyApplication> {
  for (const { kind, hook, classes } of hooks) {
    for (const classRef of classes) decorateHear(classRef, OnHook(kind, hook) as MethodDecorator);
  }
  const classes = hooks.flatMap((hook) => hook.classes);
  const app = await withHookspecs(hooks, (hookspecs) =>
    startApplication([PluginSystemModule.forRoot({ hookspecs }), ...others], classes),
  );
  return {
    app,
    notifyService: app.get(NotifyService),
    instances: classes.map((classRef) => app.get(classRef)),
    close: () => app.close(),
  };
}

/** Starts an application that logs nothing. */
export function startApplication(
  imports: NonNullable<ModuleMetadata['imports']>,
  providers: readonly SubscriberClass[],
): Promise<INestApplicationContext> {
  for (const provider of providers) Injectable()(provider);
  class AppModule {}
  Module({ imports, providers: [...providers] })(AppModule);
  return NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
}
