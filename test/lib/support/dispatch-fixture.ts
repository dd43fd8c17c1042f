import { runInNewContext } from 'node:vm';
import type { BroadcastTally } from '../../../lib/dispatch/broadcast-result.js';
import { Deliverer } from '../../../lib/dispatch/deliverer.js';
import { FailureLog } from '../../../lib/dispatch/failure-log.js';
import { HookChannels } from '../../../lib/dispatch/hook-channels.js';
import { jsonSnapshot } from '../../../lib/hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../../../lib/hookspec/snapshot/lossy-value.js';
import type { Log } from '../../../lib/dispatch/log.js';
import { Dispatcher, type DispatcherOptions } from '../../../lib/dispatch/dispatcher.js';
import type { InFlight } from '../../../lib/dispatch/in-flight.js';
import type { PendingGroup, PendingOutcomes } from '../../../lib/dispatch/pending-group.js';
import { PluginStatuses } from '../../../lib/dispatch/plugin-statuses.js';
import { Subscriber, type Listener, type SubscriberLimits } from '../../../lib/dispatch/subscriber.js';
import { HookCatalogue } from '../../../lib/hookspec/hook-catalogue.js';
import type { HookDeclaration, Hookspec } from '../../../lib/hookspec/hookspec.js';

/** One line as the dispatch code hands it to the application's logger. */
export interface LoggedLine {
  readonly level: 'error' | 'warn' | 'info';
  readonly line: string;
  readonly stack: string | undefined;
}

/** A log that keeps what is written, for a test to look at. */
export class RecordedLog implements Log {
  readonly entries: LoggedLine[] = [];

  error(line: string, stack?: string): void {
    this.entries.push({ level: 'error', line, stack });
  }

  warn(line: string): void {
    this.entries.push({ level: 'warn', line, stack: undefined });
  }

  info(line: string): void {
    this.entries.push({ level: 'info', line, stack: undefined });
  }

  /** What was written, whatever its level. */
  get lines(): string[] {
    return this.entries.map(({ line }) => line);
  }
}

/** A hook of kind `k` that takes any payload, unless told otherwise. */
export function declareHook(name: string, overrides: Partial<HookDeclaration> = {}): HookDeclaration {
  return {
    kind: 'k',
    name,
    dispatch: 'broadcast_notify',
    description: undefined,
    inputSchema: {},
    outputSchema: undefined,
    mcpExposed: false,
    mcpToolNameTemplate: undefined,
    validate: () => undefined,
    compileSnapshot: () => jsonSnapshot,
    withoutUnknownKeys: (payload) => payload,
    ...overrides,
  };
}

/** A loaded hookspec with some hooks. */
export function hookspecOf(kind: string, hooks: readonly HookDeclaration[]): Hookspec {
  return {
    kind,
    kindApiVersion: '1.0.0',
    description: undefined,
    constraints: {},
    file: `${kind}.yaml`,
    hooks: new Map(hooks.map((hook) => [hook.name, hook])),
  };
}

/** A subscriber of `k.on_a`, called `P`, with the limits that are the default, unless told otherwise. */
export function subscriberOf(
  tell: Listener,
  plugin = 'P',
  hook = 'on_a',
  kind = 'k',
  limits: Partial<SubscriberLimits> = {},
): Subscriber {
  return new Subscriber(
    plugin,
    kind,
    hook,
    { timeout: 30_000, maxInFlight: 16_384, ...limits },
    { hear: tell },
    'hear',
  );
}

/** Brings an event of `k.on_a` with the id `e1` to one subscriber. */
export function deliverTo(
  deliverer: Deliverer,
  subscriber: Subscriber,
  payload: unknown = {},
  tally?: BroadcastTally,
): void {
  const channels = new HookChannels();
  channels.open([hookspecOf('k', [declareHook('on_a')])]);
  channels.subscribe([subscriber]);
  const channel = channels.find('k', 'on_a');
  if (channel === undefined) throw new Error('the channel was just opened');
  deliverer.deliver(channel, payload, 'e1', undefined, tally);
}

/** What hears of the deliveries of an {@link InFlight} that has no deliverer. */
export const NO_OUTCOMES: PendingOutcomes = {
  fulfilled: () => undefined,
  rejected: () => undefined,
  expired: () => undefined,
};

/** Has a delivery begin and stay pending, in the group that it belongs to. */
export function holdIn(inFlight: InFlight, subscriber: Subscriber, tally?: BroadcastTally): PendingGroup {
  const group = inFlight.groupFor(subscriber, tally);
  group.count++;
  subscriber.inFlight++;
  if (tally) tally.pending++;
  return group;
}

/** The same, and in a turn of its own. */
export function holdAloneIn(inFlight: InFlight, subscriber: Subscriber, tally?: BroadcastTally): PendingGroup {
  const group = holdIn(inFlight, subscriber, tally);
  inFlight.endTurn();
  return group;
}

/** A guarded boundary that writes to a log. */
export function delivererOf(log: Log): Deliverer {
  return new Deliverer(new FailureLog(log), new PluginStatuses(log));
}

/** A dispatcher that a test publishes through, and what is behind it. */
export interface Bus {
  readonly dispatcher: Dispatcher;
  readonly statuses: PluginStatuses;
  readonly channels: HookChannels;
  readonly log: RecordedLog;
  /** Publishes to `k.on_a`. */
  notify(payload?: unknown): void;
}

/** What a {@link Bus} is made of besides its subscribers. */
export interface BusParts {
  readonly options?: Partial<DispatcherOptions>;
  /** @default `on_a` and `on_b`, which take any payload */
  readonly hooks?: readonly HookDeclaration[];
  /** What the dispatcher writes to. @default the bus's `log` */
  readonly writeTo?: (log: RecordedLog) => Log;
}

/** A dispatcher of kind `k` that is still starting. */
export function startingBus(subscribers: readonly Subscriber[], { options, hooks, writeTo }: BusParts = {}): Bus {
  const hookspecs = [hookspecOf('k', hooks ?? [declareHook('on_a'), declareHook('on_b')])];
  const catalogue = new HookCatalogue();
  catalogue.add(hookspecs);
  const channels = new HookChannels();
  channels.open(hookspecs);
  channels.subscribe(subscribers);
  const log = new RecordedLog();
  const target = writeTo?.(log) ?? log;
  const statuses = new PluginStatuses(target);
  const dispatcher = new Dispatcher(
    { strict: false, payloads: 'snapshot', bootstrapBuffer: 4, shutdownTimeout: 1000, ...options },
    catalogue,
    channels,
    statuses,
    target,
  );
  return {
    dispatcher,
    statuses,
    channels,
    log,
    notify: (payload = {}) => dispatcher.notify('k', 'on_a', payload, undefined),
  };
}

/** A dispatcher of kind `k` whose application has started. */
export function openBus(subscribers: readonly Subscriber[], parts: BusParts = {}): Bus {
  const bus = startingBus(subscribers, parts);
  bus.dispatcher.open();
  return bus;
}

/** A promise that a test settles when it likes. */
export class Deferred<T = void> {
  // Set by the promise's executor, which runs at once.
  resolve: (value: T) => void = () => undefined;
  reject: (reason: unknown) => void = () => undefined;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/** Evaluates an expression in a realm of its own, with its own `Object`, `Promise`, `Error` … */
export function elsewhere<T>(expression: string): T {
  return runInNewContext(`(${expression})`) as T;
}

/** Lets every callback run that is due, those of unhandled rejections included: Jest fails a test that has one. */
export async function afterEverythingDue(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** Where and why a payload cannot be carried; throws when it can. */
export function refusalOf(payload: unknown): { path: string; reason: string } {
  const result = jsonSnapshot(payload);
  if (!(result instanceof LossyValue)) throw new Error('the payload was carried');
  return { path: result.path, reason: result.reason };
}

/** How many milliseconds of processor time something takes: unlike a clock it does not care what else the machine does. */
export function cpuTimeOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
