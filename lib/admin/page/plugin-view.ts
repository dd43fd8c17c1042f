import type { PluginEntry, Status } from '../admin-entries.js';
import type { StateMessage, StatusChange, SummaryMessage } from '../live-messages.js';
import { Announcer, type ChangedPlugin } from './announcer.js';
import { ConnectionLine } from './connection-line.js';
import { byId, setText } from './element.js';
import { formatCount } from './format.js';
import { History } from './history.js';
import { PluginTable } from './plugin-table.js';
import { ServerClock } from './server-clock.js';
import type { StreamListener } from './stream.js';
import { showSummary } from './summary-line.js';

/** The view of plugins, which follows what the server streams. */
export class PluginView implements StreamListener {
  private readonly clock = new ServerClock();
  private readonly history = new History();
  private readonly announcer = new Announcer(byId('announcements', HTMLElement));
  private readonly connection = new ConnectionLine(byId('connection', HTMLElement));
  private readonly summaryLine = byId('summary', HTMLElement);
  private readonly shownLine = byId('shown', HTMLElement);
  private readonly table: PluginTable;
  private hasBegun = false;

  /** @param base the path of the admin routes */
  constructor(base: string) {
    const table = byId('plugin-table', HTMLTableElement);
    this.table = new PluginTable(table, base, this.history, () => this.clock.now());
  }

  state({ at, plugins, history }: StateMessage): void {
    this.clock.set(at);
    this.history.begin(history);
    const changed = plugins.filter(({ name, status }) => (this.table.plugin(name)?.status ?? status) !== status);
    this.table.begin(plugins);
    // While there was no stream nobody told of them.
    if (changed.length > 0) this.statusesChanged(changed.map((plugin) => ({ ...plugin, plugin: plugin.name })));
    this.hasBegun = true;
    this.shown(at);
  }

  summary({ at, plugins }: SummaryMessage): void {
    this.clock.set(at);
    const hasNewBucket = this.history.advance(Date.parse(at));
    const known: PluginEntry[] = [];
    for (const figures of plugins) {
      const before = this.table.plugin(figures.name);
      if (before === undefined) continue;
      const { deliveries, failures } = figures;
      this.history.add(figures.name, deliveries - before.deliveries, failures - before.failures);
      known.push({ ...before, ...figures });
    }
    this.table.update(known);
    this.table.trendsChanged(hasNewBucket ? undefined : known.map(({ name }) => name));
    this.shown(at);
  }

  changes(changes: readonly StatusChange[]): void {
    const known: PluginEntry[] = [];
    for (const { plugin, status, reason, since } of changes) {
      const before = this.table.plugin(plugin);
      if (before !== undefined) known.push({ ...before, status, reason, since });
    }
    this.table.update(known);
    this.statusesChanged(changes);
    this.shown();
  }

  lost(refusal: number | undefined): void {
    this.connection.lost(refusal);
  }

  /** @param status `undefined` for any */
  filter(words: readonly string[], status: Status | undefined): void {
    this.table.filter(words, status);
    this.shown();
  }

  /** To be called every second. */
  tick(): void {
    this.table.tick(this.clock.now());
  }

  private statusesChanged(changes: readonly ChangedPlugin[]): void {
    for (const { plugin } of changes) this.table.statusChanged(plugin);
    this.announcer.tell(changes);
  }

  private shown(at?: string): void {
    if (at !== undefined) this.connection.live(at);
    if (!this.hasBegun) return;
    const { plugins, shown } = this.table;
    showSummary(this.summaryLine, plugins);
    if (plugins.length === 0) setText(this.shownLine, 'No plugins');
    else if (shown === 0) setText(this.shownLine, 'No plugin matches the filter');
    else setText(this.shownLine, shown < plugins.length ? `${formatCount(shown)} shown` : '');
  }
}
