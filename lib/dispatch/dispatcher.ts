import type { PluginSystemErrorCode } from '../errors/error-code.js';
import { PayloadInvalidError } from '../errors/payload-invalid.error.js';
import { PluginSystemError } from '../errors/plugin-system.error.js';
import { SubscriberTimeoutError } from '../errors/subscriber-timeout.error.js';
import { withoutStack } from '../errors/without-stack.js';
import { messageOf } from '../errors/thrown-value.js';
import type { HookCatalogue } from '../hookspec/hook-catalogue.js';
import { LossyValue } from '../hookspec/snapshot/lossy-value.js';
import { BootstrapBuffer } from './bootstrap-buffer.js';
import { BroadcastTally, type BroadcastNotifyResult } from './broadcast-result.js';
import { Broadcaster, type BroadcasterOptions } from './broadcaster.js';
import { Deliverer } from './deliverer.js';
import { FailureLog } from './failure-log.js';
import type { HookChannels } from './hook-channels.js';
import type { Log } from './log.js';
import { describeLostEvents } from './lost-events.js';
import type { PluginStatuses } from './plugin-statuses.js';
import { onProcessExit } from './process-exit.js';
import { Refusals, type RefusalCount } from './refusals.js';
import type { RemoteEvent } from './routes/broadcast-route.js';
import { BroadcastRoutes } from './routes/broadcast-routes.js';
import { ShutdownDrain } from './shutdown-drain.js';

/** How a {@link Dispatcher} behaves. With `strict`, a publisher's mistake is thrown at it instead of being logged. */
export interface DispatcherOptions extends BroadcasterOptions {
  /** How many events are kept while starting. */
  readonly bootstrapBuffer: number;
  /** How long shutdown waits in all, in milliseconds. */
  readonly shutdownTimeout: number;
}

/** How many events may be published inside one another: a subscriber that publishes its own hook would never end. */
const MAX_NESTING = 64;

/** The refusals that no publisher could have avoided. */
const NOBODYS_MISTAKE: ReadonlySet<PluginSystemErrorCode> = new Set([
  'SHUT_DOWN',
  'BOOTSTRAP_BUFFER_FULL',
  'PUBLISH_FAILED',
]);

/**
 * Takes events from publishers through the whole life of an application: it keeps them while starting, delivers them from
 * {@link open} on, and refuses them after {@link close}. It never throws at a publisher, unless `strict` is on.
 */
export class Dispatcher {
  /** The ways that events take besides the subscribers here. */
  readonly routes: BroadcastRoutes;
  private phase: 'starting' | 'running' | 'stopped' = 'starting';
  /** How many events are being published at this moment, each by a subscriber of the one before. */
  private nesting = 0;
  private readonly buffer: BootstrapBuffer;
  private readonly failures: FailureLog;
  private readonly deliverer: Deliverer;
  private readonly broadcaster: Broadcaster;
  private readonly refusals: Refusals;
  private drain: ShutdownDrain | undefined;
  private stopWatchingExit: (() => void) | undefined;

  /**
   * @param statuses follows how subscribers do
   * @param log must not throw
   */
  constructor(
    private readonly options: DispatcherOptions,
    catalogue: HookCatalogue,
    channels: HookChannels,
    private readonly statuses: PluginStatuses,
    private readonly log: Log,
  ) {
    this.buffer = new BootstrapBuffer(options.bootstrapBuffer);
    this.failures = new FailureLog(log);
    this.deliverer = new Deliverer(this.failures, statuses);
    this.broadcaster = new Broadcaster(options, catalogue, channels, this.deliverer);
    this.refusals = new Refusals(log, (kind, hook) => catalogue.kind(kind)?.hooks.has(hook) === true);
    this.routes = new BroadcastRoutes(channels, log, (event) => this.receive(event));
  }

  /** Publishes an event and forgets it. @throws PluginSystemError only when `strict`, for a publisher's mistake */
  notify(kind: string, hook: string, payload: unknown, id: string | undefined): void {
    const refused = this.takeAndReport(kind, hook, payload, id, undefined);
    if (refused && this.isThrown(refused)) throw refused;
  }

  /** Publishes an event; settles once every subscriber has. Rejects only when `strict`, for a publisher's mistake. */
  dispatch(kind: string, hook: string, payload: unknown, id: string | undefined): Promise<BroadcastNotifyResult> {
    const isBuffered = this.phase === 'starting';
    const tally = new BroadcastTally();
    const refused = this.takeAndReport(kind, hook, payload, id, tally);
    if (refused === undefined) {
      return isBuffered ? Promise.resolve({ delivered: 0, failed: [], buffered: true }) : tally.whenSettled();
    }
    return this.isThrown(refused) ? Promise.reject(refused) : Promise.resolve({ delivered: 0, failed: [], refused });
  }

  /** Settles once nothing is in flight, the bootstrap buffer apart. Shutdown bounds how long that can take. */
  whenIdle(): Promise<void> {
    return this.drain ? this.drain.wait(Infinity) : this.deliverer.inFlight.whenGone(Infinity);
  }

  /** How many events of a hook were refused. */
  refusedCount(kind: string, hook: string): number {
    return this.refusals.countOf(kind, hook);
  }

  /** How many events were refused, by code and hook. */
  refusalCounts(): RefusalCount[] {
    return this.refusals.counts();
  }

  /** The application has started: delivers what was buffered, and from now on whatever is published. */
  open(): void {
    if (this.phase !== 'starting') return;
    this.phase = 'running';
    this.stopWatchingExit?.();
    const { dropped } = this.buffer.counts;
    this.buffer.release((event) => {
      const refused = this.broadcaster.publishCopied(event);
      // Its publisher has gone on long ago: even in strict mode there is nobody to throw at.
      if (refused) this.refusals.write(event.kind, event.hook, refused);
    });
    if (dropped > 0) {
      this.log.error(
        `${dropped} events published while starting were dropped: ` +
          `the bootstrap buffer holds ${this.buffer.capacity} (option bootstrapBuffer)`,
      );
    }
    this.routes.open();
  }

  /** The application begins to shut down: waits for what is in flight now. Events are still taken. */
  async beginShutdown(): Promise<void> {
    this.routes.beginShutdown();
    await this.startDrain().wait(this.deliverer.inFlight.endTurn());
  }

  /** The application has shut down: waits for the rest, then refuses whatever is published. */
  async close(): Promise<void> {
    this.routes.beginShutdown();
    const drain = this.startDrain();
    await drain.wait(Infinity);
    if (this.phase === 'starting') this.reportLost();
    this.phase = 'stopped';
    await this.routes.close(drain.timeLeft);
    this.stopWatchingExit?.();
    this.statuses.stop();
    this.failures.flush();
    this.refusals.flush();
  }

  /** Brings an event from elsewhere to the subscribers. Returns why nobody was told, if so. */
  private receive(event: RemoteEvent): PluginSystemError | undefined {
    if (this.phase !== 'running')
      return new PluginSystemError('SHUT_DOWN', 'it came while the application was not running');
    try {
      return this.broadcaster.receive(event);
    } catch (error) {
      return new PluginSystemError('PUBLISH_FAILED', `it could not be brought to anybody: ${messageOf(error)}`);
    }
  }

  /** Returns why nobody was or will be told, if so; that has been logged or counted then. */
  private takeAndReport(
    kind: string,
    hook: string,
    payload: unknown,
    id: string | undefined,
    tally: BroadcastTally | undefined,
  ): PluginSystemError | undefined {
    this.nesting++;
    try {
      const refused = this.take(kind, hook, payload, id, tally);
      if (refused) this.report(kind, hook, refused);
      return refused;
    } catch (error) {
      // Only where the stack ends. A publisher that handles an error there must not get another one in its place.
      const refused = new PluginSystemError('PUBLISH_FAILED', `it could not be published: ${messageOf(error)}`);
      queueMicrotask(() => this.report(kind, hook, refused));
      return refused;
    } finally {
      this.nesting--;
    }
  }

  private take(
    kind: string,
    hook: string,
    payload: unknown,
    id: string | undefined,
    tally: BroadcastTally | undefined,
  ): PluginSystemError | undefined {
    if (this.nesting > MAX_NESTING) {
      const why = `${MAX_NESTING} events were being published inside one another: does a subscriber publish its own hook?`;
      return new PluginSystemError('PUBLISH_FAILED', why);
    }
    if (this.phase === 'running') return this.broadcaster.publish(kind, hook, payload, id, tally);
    if (this.phase === 'starting') return this.keep(kind, hook, payload, id);
    return new PluginSystemError('SHUT_DOWN', 'it was published after the application had shut down');
  }

  private keep(kind: string, hook: string, payload: unknown, id: string | undefined): PluginSystemError | undefined {
    const copy = this.broadcaster.copy(payload);
    if (LossyValue.is(copy)) {
      return new PayloadInvalidError(nameOf(kind), nameOf(hook), copy.path, copy.reason);
    }
    this.stopWatchingExit ??= onProcessExit(() => this.reportLost());
    // Names of any type are made text here, since nobody can be told of them any more when they are read.
    const event = { kind: nameOf(kind), hook: nameOf(hook), payload: copy, id, occurredAt: Date.now() };
    if (this.buffer.push(event)) return undefined;
    return new PluginSystemError('BOOTSTRAP_BUFFER_FULL', `the bootstrap buffer holds ${this.buffer.capacity} events`);
  }

  /** Whether a refusal is a mistake of the publisher that strict mode throws at it. */
  private isThrown({ code }: PluginSystemError): boolean {
    return this.options.strict && !NOBODYS_MISTAKE.has(code);
  }

  private report(kind: unknown, hook: unknown, error: PluginSystemError): void {
    // How many the buffer could not keep is said once, when the application has started.
    const isToldElsewhere = error.code === 'BOOTSTRAP_BUFFER_FULL' || this.isThrown(error);
    if (isToldElsewhere) this.refusals.count(nameOf(kind), nameOf(hook), error);
    else this.refusals.write(nameOf(kind), nameOf(hook), error);
  }

  private reportLost(): void {
    const lost = describeLostEvents(this.buffer);
    if (lost !== undefined) this.log.error(lost);
  }

  private startDrain(): ShutdownDrain {
    const { shutdownTimeout } = this.options;
    this.drain ??= new ShutdownDrain(this.deliverer.inFlight, shutdownTimeout, (lastTurn) => this.abandon(lastTurn));
    return this.drain;
  }

  private abandon(lastTurn: number): void {
    const { shutdownTimeout } = this.options;
    this.deliverer.abandon(lastTurn, ({ plugin }, deliveries) => {
      const what = deliveries === 1 ? '1 delivery' : `${deliveries} deliveries`;
      const message = `${what} did not settle within ${shutdownTimeout} ms (option shutdownTimeout)`;
      return withoutStack(() => new SubscriberTimeoutError(plugin, message));
    });
  }
}

/** Plain JavaScript can publish with anything for a name. */
function nameOf(name: unknown): string {
  return typeof name === 'string' ? name : messageOf(name);
}
