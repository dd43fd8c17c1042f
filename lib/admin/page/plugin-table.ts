import type { PluginEntry, Status } from '../admin-entries.js';
import { ColumnHeads } from './column-heads.js';
import { COLUMNS, comparePlugins } from './columns.js';
import { element } from './element.js';
import type { History } from './history.js';
import { PluginDetails } from './plugin-details.js';
import { PluginRow } from './plugin-row.js';
import { reorder } from './reorder.js';

/** How far outside of what is seen a row is still kept ready, for whoever scrolls. */
const NEAR = '300px';

/** The table of plugins: one row for each, kept for good, sorted anew only when the order changes. */
export class PluginTable {
  private readonly rows = new Map<string, PluginRow>();
  private readonly heads: ColumnHeads;
  private readonly head: HTMLTableSectionElement;
  private readonly nearness: IntersectionObserver;
  private words: readonly string[] = [];
  private status: Status | undefined;

  /**
   * @param base the path of the admin routes
   * @param now the server's time, in milliseconds since the epoch
   */
  constructor(
    private readonly table: HTMLTableElement,
    private readonly base: string,
    private readonly history: History,
    private readonly now: () => number,
  ) {
    const [first] = COLUMNS;
    if (first === undefined) throw new Error('a table has columns');
    this.heads = new ColumnHeads(first, () => this.sort());
    this.head = element('thead', { role: 'rowgroup' }, this.heads.element);
    table.append(this.head);
    this.nearness = new IntersectionObserver((entries) => this.look(entries), { rootMargin: NEAR });
  }

  /** What is known of each plugin. */
  get plugins(): readonly PluginEntry[] {
    return [...this.rows.values()].map(({ plugin }) => plugin);
  }

  /** How many rows the filter lets through. */
  get shown(): number {
    return [...this.rows.values()].filter((row) => !row.element.hidden).length;
  }

  /** What is known of one plugin, if it is known. */
  plugin(name: string): PluginEntry | undefined {
    return this.rows.get(name)?.plugin;
  }

  /** Shows these plugins and no others. Rows of those that stay remain as they are, opened or not. */
  begin(plugins: readonly PluginEntry[]): void {
    const names = new Set(plugins.map(({ name }) => name));
    for (const [name, row] of this.rows) {
      if (names.has(name)) continue;
      this.nearness.unobserve(row.element);
      row.element.remove();
      this.rows.delete(name);
    }
    for (const plugin of plugins) this.add(plugin);
    this.trendsChanged();
    this.arrange();
  }

  /** Shows new figures of plugins that are known. */
  update(plugins: readonly PluginEntry[]): void {
    for (const plugin of plugins) this.rows.get(plugin.name)?.update(plugin);
    this.arrange();
  }

  /** Draws the charts of these plugins, or of all, once they can be seen. */
  trendsChanged(names: Iterable<string> = this.rows.keys()): void {
    for (const name of names) this.rows.get(name)?.trendChanged(this.history.of(name));
  }

  /** The status of a plugin has changed, of which its row knows. */
  statusChanged(name: string): void {
    this.rows.get(name)?.statusChanged();
  }

  /** @param status `undefined` for every one */
  filter(words: readonly string[], status: Status | undefined): void {
    this.words = words;
    this.status = status;
    this.arrange();
  }

  /** To be called every second. */
  tick(now: number): void {
    for (const row of this.rows.values()) row.tick(now);
  }

  private add(plugin: PluginEntry): void {
    const { name } = plugin;
    const known = this.rows.get(name);
    if (known !== undefined) {
      known.update(plugin);
      return;
    }
    const row = new PluginRow(plugin, () => new PluginDetails(this.base, name, this.now), this.now);
    this.rows.set(name, row);
    this.table.append(row.element);
    this.nearness.observe(row.element);
  }

  private arrange(): void {
    for (const row of this.rows.values()) {
      const { status } = row.plugin;
      row.element.hidden = (this.status !== undefined && this.status !== status) || !row.matches(this.words);
    }
    this.sort();
  }

  private sort(): void {
    const compare = comparePlugins(this.heads.column, this.heads.direction, this.history);
    const sorted = [...this.rows.values()].sort((one, other) => compare(one.plugin, other.plugin));
    const elements = sorted.map((row) => row.element);
    reorder(this.table, elements, this.head.nextElementSibling);
  }

  private look(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const name = target.getAttribute('data-plugin') ?? '';
      this.rows.get(name)?.comesNear(isIntersecting, this.history.of(name));
    }
  }
}
