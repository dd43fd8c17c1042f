import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { PluginLoader } from './plugin.loader.js';

/** Ties the dispatcher to the application's life: Nest calls these four in this order. */
@Injectable()
export class PluginSystemLifecycle
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  constructor(
    private readonly loader: PluginLoader,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** Every provider has been made: loads hookspecs and plugins, and fails the start if anything is wrong. */
  async onModuleInit(): Promise<void> {
    await this.loader.prepare();
    this.loader.load();
  }

  /** Every `onModuleInit` has run, so that every plugin is set up: delivers what was buffered. */
  onApplicationBootstrap(): void {
    this.dispatcher.open();
  }

  /** HTTP still serves: waits for what is in flight now. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.dispatcher.beginShutdown();
  }

  /** HTTP has closed: waits for what the last requests published, and ends the service. */
  async onApplicationShutdown(): Promise<void> {
    await this.dispatcher.close();
  }
}
