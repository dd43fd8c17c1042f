import type { PluginSystemError } from '../../errors/plugin-system.error.js';
import type { RefusalCount } from '../refusals.js';
import type { HealthInfo } from '../subscriber-health.js';

/** A hook whose events may take another way. */
export interface RoutedHook {
  readonly kind: string;
  readonly hook: string;
  /** SemVer: the version of the kind that is loaded here. */
  readonly kindApiVersion: string;
}

/**
 * Takes an event of one hook. It is called inside of `notify()`, so it should do no more than keep the event.
 *
 * @param payload the frozen copy that subscribers get; one that was made for the routes where payloads are passed by reference
 * @param id the event's id
 * @param occurredAt milliseconds since the epoch
 */
export type EventTaker = (payload: unknown, id: string, occurredAt: number) => void;

/** How a route does, and what it has counted. */
export interface RouteStatus extends HealthInfo {
  /** By name; whatever a route counts. */
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * A way that broadcasts take besides the subscribers of this process: to other instances, or to a store. What it throws is
 * logged and reaches nobody.
 */
export interface BroadcastRoute {
  /** What takes the events of a hook; `undefined` when the route does not want them. Asked once for each hook. */
  takerFor(hook: RoutedHook): EventTaker | undefined;

  /** The application has started. Events that were buffered until then have been taken already. */
  open(): void;

  /** The application begins to shut down: the route brings no more events in, but takes those that are published. */
  beginShutdown(): void;

  /**
   * The application has shut down: sends what it still holds.
   *
   * @param timeLeft how long that may take, in milliseconds: what is left of `shutdownTimeout`
   */
  close(timeLeft: number): Promise<void>;

  /** How it does. */
  status(): RouteStatus;
}

/** An event that was not published in this process. */
export interface RemoteEvent {
  readonly kind: string;
  readonly hook: string;
  /** As `JSON.parse` gives it. */
  readonly payload: unknown;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly occurredAt: number;
  /** SemVer: the version of the kind where it was published. */
  readonly kindApiVersion: string;
}

/** What a route is given to do its part with. */
export interface RouteAccess {
  /**
   * Tells the subscribers of this process of an event from elsewhere, except those that want local ones only. Nobody is told
   * of an event of another major version, or of one that breaks the schema that is loaded here. Where the minor version is newer,
   * keys that closed objects here do not know are left out first.
   *
   * @returns why nobody was told, if so: that has been logged and counted
   */
  receive(event: RemoteEvent): PluginSystemError | undefined;

  /** Logs and counts something that is no event, within the limit for refused events. */
  refuse(error: PluginSystemError, hook?: { readonly kind: string; readonly hook: string }): void;

  /** How many were refused, by code and hook. */
  refusals(): readonly RefusalCount[];

  /** Writes one line, `route=<name>` first. Values are quoted and escaped where they must be. */
  log(level: 'error' | 'warn' | 'info', pairs: Readonly<Record<string, string | undefined>>): void;
}
