import type { PluginEntry } from '../admin-entries.js';
import { COLUMNS } from './columns.js';
import { element, setAttribute } from './element.js';
import { cell, FigureCells } from './figure-cells.js';
import { hasWords } from './filter-words.js';
import type { Trend } from './history.js';
import type { PluginDetails } from './plugin-details.js';
import { Sparkline } from './sparkline.js';

/** The row of one plugin, with another one below it that opens. It lives as long as the page does. */
export class PluginRow {
  readonly element: HTMLTableSectionElement;
  private readonly cells = new FigureCells();
  private readonly sparkline = new Sparkline();
  private readonly opener: HTMLButtonElement;
  private readonly more: HTMLTableRowElement;
  private details: PluginDetails | undefined;
  private haystack = '';
  private isNear = false;
  private isTrendStale = true;

  /**
   * @param makeDetails makes what is shown when it is opened: most never are
   * @param now the server's time, in milliseconds since the epoch
   */
  constructor(
    public plugin: PluginEntry,
    private readonly makeDetails: () => PluginDetails,
    private readonly now: () => number,
  ) {
    const { name } = plugin;
    const moreId = `more-${name}`;
    this.opener = element('button', {
      type: 'button',
      class: 'opener',
      'aria-expanded': 'false',
      'aria-controls': moreId,
    });
    this.opener.append(element('span', {}, name));
    this.opener.addEventListener('click', () => this.toggle());
    this.more = element('tr', { role: 'row', id: moreId, class: 'more', hidden: '' });
    const { cells } = this;
    const row = element(
      'tr',
      { role: 'row', class: 'plugin' },
      cells.status,
      element('th', { role: 'rowheader', scope: 'row', class: 'name' }, this.opener),
      cell('Last 5 minutes', 'trend', this.sparkline.element),
      cells.deliveries,
      cells.failures,
      cells.inFlight,
      cells.p50,
      cells.p99,
      cells.lastError,
      cells.lastSuccess,
    );
    this.element = element('tbody', { role: 'rowgroup', 'data-plugin': name }, row, this.more);
    this.update(plugin);
  }

  /** Shows what the server has told of the plugin. */
  update(plugin: PluginEntry): void {
    this.plugin = plugin;
    this.haystack = [
      plugin.name,
      ...plugin.kinds,
      ...plugin.hooks,
      plugin.lastError?.message ?? '',
      plugin.reason ?? '',
    ]
      .join('\n')
      .toLowerCase();
    setAttribute(this.element, 'data-status', plugin.status);
    this.cells.update(plugin, this.now());
    if (this.isOpen) this.details?.update(plugin);
  }

  /** Whether it is to be seen with a filter. */
  matches(words: readonly string[]): boolean {
    return hasWords(this.haystack, words);
  }

  /** Lets the ages go on, and what is opened be loaded again. */
  tick(now: number): void {
    this.cells.tick(now);
    if (this.isOpen && !this.element.hidden) this.details?.tick(now);
  }

  /** The chart is old. It is drawn only where it can be seen: a chart costs more than all other cells of its row. */
  trendChanged(trend: Trend): void {
    this.isTrendStale = !this.isNear;
    if (this.isNear) this.sparkline.draw(trend);
    // Who has the page read out goes through it without scrolling.
    else this.sparkline.describe(trend);
  }

  /** The row has come near to what is seen of the page, or has left it. */
  comesNear(isNear: boolean, trend: Trend): void {
    this.isNear = isNear;
    if (isNear && this.isTrendStale) this.trendChanged(trend);
  }

  /** Its status has changed: what it has opened has, too. */
  statusChanged(): void {
    if (this.isOpen) this.details?.load();
  }

  private get isOpen(): boolean {
    return !this.more.hidden;
  }

  private toggle(): void {
    this.more.hidden = this.isOpen;
    setAttribute(this.opener, 'aria-expanded', String(this.isOpen));
    if (!this.isOpen) return;
    if (this.details === undefined) {
      this.details = this.makeDetails();
      this.more.append(element('td', { role: 'cell', colspan: String(COLUMNS.length) }, this.details.element));
    }
    this.details.update(this.plugin);
    this.details.load();
  }
}
