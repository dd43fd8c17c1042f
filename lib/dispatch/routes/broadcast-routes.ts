import { PluginSystemError } from '../../errors/plugin-system.error.js';
import { messageOf } from '../../errors/thrown-value.js';
import type { HookChannel, HookChannels } from '../hook-channels.js';
import { formatLine } from '../log-line.js';
import type { Log } from '../log.js';
import { Refusals } from '../refusals.js';
import type {
  BroadcastRoute,
  EventTaker,
  RemoteEvent,
  RouteAccess,
  RoutedHook,
  RouteStatus,
} from './broadcast-route.js';
import { HookRoute } from './hook-route.js';

/** Brings an event from elsewhere to the subscribers; returns why it was brought to nobody, if so. */
export type RemoteReceiver = (event: RemoteEvent) => PluginSystemError | undefined;

/** What a route may take besides to close its connections, in milliseconds. */
const GOODBYE_TIME = 3000;

interface AddedRoute {
  readonly name: string;
  readonly route: BroadcastRoute;
  readonly refusals: Refusals;
}

/**
 * The ways that broadcasts take besides the subscribers of this process. A part of the application adds one while it
 * initialises, and then neither end knows of the other.
 */
export class BroadcastRoutes {
  private readonly added: AddedRoute[] = [];
  private isShuttingDown = false;
  private closing: Promise<void> | undefined;

  /**
   * @param log must not throw
   * @param receive tells the subscribers of this process
   */
  constructor(
    private readonly channels: HookChannels,
    private readonly log: Log,
    private readonly receive: RemoteReceiver,
  ) {}

  /**
   * Adds a route, for the hooks that there are and for those that come later. Call it while the application initialises.
   *
   * @param name the route's in logs and status, unique in the application
   * @param make makes the route
   * @returns the route
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) when there is one of that name
   */
  add<Route extends BroadcastRoute>(name: string, make: (access: RouteAccess) => Route): Route {
    if (this.added.some((other) => other.name === name)) {
      throw new PluginSystemError(
        'CONFIGURATION_INVALID',
        `there are two routes called ${name}: import its module once`,
      );
    }
    const isDeclared = (kind: string, hook: string) => this.channels.find(kind, hook) !== undefined;
    const refusals = new Refusals(this.log, isDeclared, { route: name });
    const added = { name, refusals, route: make(this.accessFor(name, refusals)) };
    this.added.push(added);
    this.channels.addRoute((channel) => this.hookRoute(added, channel));
    return added.route;
  }

  /** The name of every route, and how it does. */
  statuses(): (RouteStatus & { readonly name: string })[] {
    return this.added.map(({ name, route }) => {
      try {
        return { name, ...route.status() };
      } catch (error) {
        return { name, status: 'degraded', since: new Date(), reason: messageOf(error), figures: {} };
      }
    });
  }

  /** The application has started. */
  open(): void {
    for (const added of this.added) void this.guard(added, (route) => route.open());
  }

  /** The application begins to shut down. */
  beginShutdown(): void {
    if (this.isShuttingDown) return;
    this.isShuttingDown = true;
    for (const added of this.added) void this.guard(added, (route) => route.beginShutdown());
  }

  /**
   * The application has shut down. A route that takes longer than it may is not waited for.
   *
   * @param timeLeft how long it may take, in milliseconds
   */
  close(timeLeft: number): Promise<void> {
    this.closing ??= this.closeAll(timeLeft);
    return this.closing;
  }

  private async closeAll(timeLeft: number): Promise<void> {
    this.beginShutdown();
    await Promise.all(
      this.added.map(async (added) => {
        await this.guard(added, (route) => within(timeLeft + GOODBYE_TIME, route.close(timeLeft)));
        added.refusals.flush();
      }),
    );
  }

  private accessFor(name: string, refusals: Refusals): RouteAccess {
    return {
      receive: (event) => {
        const refused = this.receive(event);
        if (refused) refusals.write(event.kind, event.hook, refused);
        return refused;
      },
      refuse: (error, hook) => refusals.write(hook?.kind, hook?.hook, error),
      refusals: () => refusals.counts(),
      log: (level, pairs) => this.log[level](formatLine({ route: name, ...pairs }, 'error')),
    };
  }

  private hookRoute(
    { name, route, refusals }: AddedRoute,
    { hook, kind, kindApiVersion }: HookChannel,
  ): HookRoute | undefined {
    const routed = { kind, hook: hook.name, kindApiVersion };
    const taker = this.takerOf(name, route, routed);
    return taker && new HookRoute(name, routed, taker, refusals, this.log);
  }

  private takerOf(name: string, route: BroadcastRoute, hook: RoutedHook): EventTaker | undefined {
    try {
      return route.takerFor(hook);
    } catch (error) {
      this.log.error(formatLine({ route: name, kind: hook.kind, hook: hook.hook, error: messageOf(error) }, 'error'));
      return undefined;
    }
  }

  private async guard(
    { name, route }: AddedRoute,
    act: (route: BroadcastRoute) => void | Promise<void>,
  ): Promise<void> {
    try {
      await act(route);
    } catch (error) {
      this.log.error(formatLine({ route: name, error: messageOf(error) }, 'error'));
    }
  }
}

async function within(milliseconds: number, closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, reject) => {
    const error = new Error(`it did not close within ${milliseconds} ms`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    await Promise.race([closing, timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}
