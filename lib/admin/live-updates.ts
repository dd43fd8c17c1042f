import {
  Injectable,
  ServiceUnavailableException,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { PluginRegistry, type PluginStatusChange } from '../index.js';
import type { Figures, PluginEntry } from './admin-entries.js';
import type { EventStream } from './event-stream.js';
import type { ChangesMessage, StateMessage, StatusChange } from './live-messages.js';
import { PluginHistory } from './plugin-history.js';
import { PluginOverview } from './plugin-overview.js';

/** What is sent of a plugin every second, and in the objects within: what it is called, and all that changes. */
const FIGURES: string[] = [
  'name',
  ...([
    'status',
    'reason',
    'since',
    'deliveries',
    'failures',
    'consecutiveFailures',
    'timeouts',
    'shed',
    'inFlight',
    'duration',
    'lastError',
    'lastSuccess',
  ] satisfies (keyof Figures)[]),
  ...(['p50', 'p99', 'samples'] satisfies (keyof NonNullable<Figures['duration']>)[]),
  ...(['message', 'at'] satisfies (keyof NonNullable<Figures['lastError']>)[]),
];

/** More are hardly read by people, and each takes a socket and some memory. */
const MAX_STREAMS = 1000;

/**
 * Tells every open stream what changes: a status at once, figures every second. Each message is written once, however many
 * streams there are, and the core's timer is the only one.
 */
@Injectable()
export class LiveUpdates implements OnModuleInit, BeforeApplicationShutdown {
  private readonly streams = new Set<EventStream>();
  private readonly history = new PluginHistory(Date.now());
  /** The figures of each plugin as they were last sent. */
  private readonly sent = new Map<string, string>();
  /** Changes that nobody was told of yet. */
  private changes: StatusChange[] = [];
  /** The message a new client gets. Many may come at once, after a restart say, and it takes milliseconds to make. */
  private state: string | undefined;
  private isEnding = false;
  private readonly undo: (() => void)[] = [];

  constructor(
    private readonly registry: PluginRegistry,
    private readonly overview: PluginOverview,
  ) {}

  /** Begins to look. */
  onModuleInit(): void {
    this.undo.push(
      this.registry.keepStatistics({ onSecond: () => this.look() }),
      this.registry.onStatusChange((change) => this.note(change)),
    );
  }

  /** Ends every stream: one open page must not keep the application from closing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    for (const undo of this.undo.splice(0)) undo();
    await Promise.all(Array.from(this.streams, (stream) => stream.end()));
  }

  /**
   * Whether a client may come.
   *
   * @throws ServiceUnavailableException (503) when the application is shutting down, or when there are 1,000 streams
   */
  checkOpen(): void {
    if (this.isEnding) throw new ServiceUnavailableException('The application is shutting down.');
    if (this.streams.size >= MAX_STREAMS)
      throw new ServiceUnavailableException(`There are ${MAX_STREAMS} streams open.`);
  }

  /** Tells a new client everything, and from then on what changes. */
  add(stream: EventStream): void {
    if (stream.isClosed) return;
    const state = this.stateMessage();
    this.streams.add(stream);
    stream.onClose(() => this.streams.delete(stream));
    stream.send(state);
  }

  private look(): void {
    const now = Date.now();
    this.state = undefined;
    if (this.streams.size === 0 && !this.history.isDue(now)) return;
    const plugins = this.overview.plugins();
    this.history.record(plugins, now);
    if (this.streams.size > 0) this.sendSummary(plugins, now);
  }

  private sendSummary(plugins: readonly PluginEntry[], now: number): void {
    const isAnyNew = plugins.some(({ name }) => !this.sent.has(name));
    const changed = this.changedOf(plugins);
    const summary = eventOf('summary', `{"at":${isoText(now)},"plugins":[${changed.join()}]}`);
    for (const stream of this.streams) {
      stream.look();
      if (stream.isOld) void stream.renew();
      else if (stream.hasMissed || isAnyNew) {
        stream.hasMissed = false;
        stream.send(this.stateMessage());
      } else {
        stream.send(summary);
      }
    }
  }

  private note(change: PluginStatusChange): void {
    this.state = undefined;
    if (this.streams.size === 0) return;
    this.changes.push({ ...change, reason: change.reason ?? null, since: change.since.toISOString() });
    // Hundreds of plugins may fail for one reason in one turn.
    if (this.changes.length === 1) setImmediate(() => this.sendChanges());
  }

  private sendChanges(): void {
    const message: ChangesMessage = { changes: this.changes };
    this.changes = [];
    const text = eventOf('changes', JSON.stringify(message));
    for (const stream of this.streams) stream.send(text);
  }

  private stateMessage(): string {
    if (this.state === undefined) {
      const now = Date.now();
      const plugins = this.overview.plugins();
      this.history.record(plugins, now);
      // Those who came before have to be told of what has changed since the last summary; the first has it all in here.
      if (this.streams.size === 0) this.changedOf(plugins);
      const state: StateMessage = { at: new Date(now).toISOString(), plugins, history: this.history.snapshot() };
      this.state = eventOf('state', JSON.stringify(state));
    }
    return this.state;
  }

  /** The figures, as JSON, of those that have others than when this was last called. */
  private changedOf(plugins: readonly PluginEntry[]): string[] {
    const changed: string[] = [];
    for (const plugin of plugins) {
      const text = JSON.stringify(plugin, FIGURES);
      if (this.sent.get(plugin.name) === text) continue;
      this.sent.set(plugin.name, text);
      changed.push(text);
    }
    return changed;
  }
}

function isoText(time: number): string {
  return JSON.stringify(new Date(time));
}

/** JSON has no line breaks, so one `data` line holds it. */
function eventOf(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
