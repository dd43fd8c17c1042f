import { randomUUID } from 'node:crypto';
import { Injectable, Module, type INestApplicationContext, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  NotifyService,
  OnHook,
  PluginRegistry,
  PluginSystemModule,
  type Delivery,
  type PluginSystemOptions,
} from 'nestjs-plugin-system';
import { PluginRelay, PluginRelayModule, type RelaySettings } from 'nestjs-plugin-system/relay';
import type { Broker } from '../../../bench/brokers/broker.js';
import { CapturedLog } from '../../lib/support/captured-log.js';
import { brokerOptions } from './broker-options.js';
import { Heard, Listener } from './heard.js';
import { until } from './until.js';

/** One instance of an application. */
export interface Instance {
  readonly app: INestApplicationContext;
  readonly notify: NotifyService;
  readonly registry: PluginRegistry;
  readonly relay: PluginRelay;
  /** What its `Listener`, or whoever takes `Heard` in its place, was told. */
  readonly heard: Heard;
  /** Where it serves HTTP, if it does. */
  readonly url: string | undefined;
}

/** How an instance is made. */
export interface InstanceOptions {
  /** Where its hookspecs are, unless they are where the others' are. */
  readonly hookspecs?: string;
  readonly system?: Omit<PluginSystemOptions, 'hookspecs'>;
  readonly relay?: RelaySettings;
  /** @default one `Listener` */
  readonly providers?: readonly Provider[];
  /** Whether it serves HTTP on a free port of the loopback interface. */
  readonly isServer?: boolean;
}

/** Hears `fence.on_fence`: see {@link Cluster.settle}. */
@Injectable()
class Fence {
  readonly ids = new Set<string>();

  @OnHook('fence', 'on_fence')
  hear(_: unknown, { id }: Delivery): void {
    this.ids.add(id);
  }
}

/** The instances of one application in one test, which meet where those of no other test do. */
export class Cluster {
  readonly topic = `test-${randomUUID()}`;
  /** Nest has one logger in a process, so that this is what all instances write. */
  readonly log = new CapturedLog();
  private readonly instances: Instance[] = [];

  /** @param hookspecs where they are; they must declare `fence.on_fence` for {@link settle} */
  constructor(
    private readonly broker: Broker,
    private readonly hookspecs: string,
  ) {}

  /** Starts one and waits until it has reached the broker. */
  async start(options: InstanceOptions = {}): Promise<Instance> {
    const instance = await this.startAlone(options);
    await instance.relay.whenConnected();
    return instance;
  }

  /** Starts two that are alike. */
  startTwo(options: InstanceOptions = {}): Promise<[Instance, Instance]> {
    return Promise.all([this.start(options), this.start(options)]);
  }

  /** Starts three that are alike. */
  startThree(options: InstanceOptions = {}): Promise<[Instance, Instance, Instance]> {
    return Promise.all([this.start(options), this.start(options), this.start(options)]);
  }

  /** Starts one, whether the broker is there or not. */
  async startAlone(options: InstanceOptions = {}): Promise<Instance> {
    const heard = new Heard();
    const module = this.rootModule(heard, options);
    const nestOptions = { logger: this.log, abortOnError: false, forceCloseConnections: true };
    let app: INestApplicationContext;
    let url: string | undefined;
    if (options.isServer) {
      const server = await NestFactory.create(module, nestOptions);
      await server.listen(0, '127.0.0.1');
      app = server;
      url = await server.getUrl();
    } else {
      app = await NestFactory.createApplicationContext(module, nestOptions);
    }
    const [notify, registry, relay] = [app.get(NotifyService), app.get(PluginRegistry), app.get(PluginRelay)];
    const instance = { app, notify, registry, relay, heard, url };
    this.instances.push(instance);
    return instance;
  }

  /** Closes one before the others. */
  async stop(instance: Instance): Promise<void> {
    this.instances.splice(this.instances.indexOf(instance), 1);
    await instance.app.close();
  }

  /** The lines of one instance about its broker, by the word that they say of it. */
  brokerLines({ relay }: Instance): (string | undefined)[] {
    const lines = this.log.entries.map(({ message }) => message);
    const own = lines.filter((line) => line.includes(relay.source));
    return own.map((line) => /^route=relay broker=(\w+) /.exec(line)?.[1]);
  }

  /** Closes all. */
  async close(): Promise<void> {
    await Promise.all(this.instances.splice(0).map(({ app }) => app.close()));
  }

  /**
   * Settles once everything that was published before has come wherever it comes, echoes included: one after the other
   * publishes an event, and brokers keep the order of each. What an instance hears then was sent after what it has heard.
   */
  async settle(): Promise<void> {
    for (const { notify } of this.instances) {
      const id = randomUUID();
      notify.notify('fence', 'on_fence', null, { id });
      await until(() => this.instances.every(({ app }) => app.get(Fence).ids.has(id)));
    }
  }

  private rootModule(heard: Heard, { hookspecs, system, relay, providers = [Listener] }: InstanceOptions) {
    @Module({
      imports: [
        PluginSystemModule.forRoot({ hookspecs: hookspecs ?? this.hookspecs, ...system }),
        PluginRelayModule.forRoot({ ...brokerOptions(this.broker), topic: this.topic, ...relay }),
      ],
      providers: [Fence, { provide: Heard, useValue: heard }, ...providers],
    })
    class AppModule {}
    return AppModule;
  }
}
