import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { BroadcastRoutes, PluginRegistry, type HealthInfo } from '../index.js';
import { checkNest, checkPackages } from './broker/broker-packages.js';
import { HookSelection } from './hook-selection.js';
import { RELAY_OPTIONS, type ResolvedRelayOptions } from './plugin-relay.options.js';
import type { RelayFigures } from './relay-figures.js';
import { RelayRoute } from './relay-route.js';
import { TraceContext } from './trace-context.js';

/** Tells how the relay does. */
@Injectable()
export class PluginRelay {
  /** This instance, as the others see it: the `source` of its events. Another one each time that the application starts. */
  readonly source: string;
  private readonly selection: HookSelection;
  private route: RelayRoute | undefined;

  /** @internal */
  constructor(
    @Inject(RELAY_OPTIONS) private readonly options: ResolvedRelayOptions,
    private readonly routes: BroadcastRoutes,
    private readonly registry: PluginRegistry,
  ) {
    checkNest();
    checkPackages(options.broker.transport);
    this.selection = new HookSelection(options.hooks);
    this.source = `/${[options.topic, hostname(), String(process.pid), randomUUID()].map(encodeURIComponent).join('/')}`;
  }

  // Without `implements`: the declarations leave out what is internal, and a class that says so and does not would be an error there.
  /** @internal */
  async onModuleInit(): Promise<void> {
    const traces = await TraceContext.load();
    this.route = this.routes.add(
      'relay',
      (access) => new RelayRoute(this.options, this.selection, this.source, traces, access),
    );
  }

  /** @internal Every hookspec is loaded by now. */
  onApplicationBootstrap(): void {
    this.selection.check(this.registry.kinds());
    this.started().release();
  }

  /** How it does: `degraded` while the broker is away, stands still, or is too slow. */
  get status(): HealthInfo {
    const { status, reason, since } = this.started().status();
    return { status, reason, since };
  }

  /** What it has counted. */
  figures(): RelayFigures {
    return this.started().figures();
  }

  /** Settles once the broker is connected, or the application has shut down. The application starts without waiting for it. */
  whenConnected(): Promise<void> {
    return this.started().whenConnected();
  }

  private started(): RelayRoute {
    if (this.route === undefined) throw new Error('PluginRelay: the application has not initialised yet');
    return this.route;
  }
}
