import { element, setText } from './element.js';
import { Facts } from './facts.js';
import { formatCount, formatExactTime, NOTHING } from './format.js';
import type { PluginDetails as PluginAnswer, PluginEntry } from '../admin-entries.js';
import { Refresher } from './refresher.js';
import { SubscriberTable } from './subscriber-table.js';

/** What an opened row of the table of plugins shows: what it is, its last error in full and its subscribers. */
export class PluginDetails {
  readonly element = element('div', { class: 'details' });
  private readonly facts = new Facts();
  private readonly error = element('pre', {
    class: 'whole-error',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Last error in full',
  });
  private readonly problem = element('p', { class: 'problem', role: 'status' });
  private readonly subscribers: SubscriberTable;
  private readonly refresher: Refresher<PluginAnswer>;

  /**
   * @param base the path of the admin routes
   * @param now the server's time, in milliseconds since the epoch
   */
  constructor(base: string, name: string, now: () => number) {
    this.subscribers = new SubscriberTable(name);
    this.element.append(this.facts.element, this.error, this.problem, this.subscribers.element);
    this.refresher = new Refresher(
      `${base}/${encodeURIComponent(name)}`,
      ({ subscribers }) => {
        setText(this.problem, '');
        this.subscribers.update(subscribers, now());
      },
      (why) => setText(this.problem, `The subscribers could not be loaded: ${why}. Trying again.`),
    );
  }

  /** Shows what is known of the plugin already. */
  update(plugin: PluginEntry): void {
    this.facts.set('Class', plugin.className);
    this.facts.set('Module', plugin.module);
    this.facts.set('Scope', plugin.scope);
    this.facts.set('Kinds', plugin.kinds.join(', ') || NOTHING);
    this.facts.set('Status since', formatExactTime(plugin.since));
    this.facts.set('Reason', plugin.reason ?? NOTHING);
    this.facts.set('Failures in a row', formatCount(plugin.consecutiveFailures));
    this.facts.set('Timeouts', formatCount(plugin.timeouts));
    this.facts.set('Shed', formatCount(plugin.shed));
    this.facts.set('Durations sampled', formatCount(plugin.duration?.samples ?? 0));
    const { lastError } = plugin;
    this.error.hidden = lastError === null;
    setText(this.error, lastError === null ? '' : `${formatExactTime(lastError.at)}\n${lastError.message}`);
  }

  /** Loads the subscribers at once. */
  load(): void {
    this.refresher.load();
  }

  /** To be called every second while it is open. */
  tick(now: number): void {
    this.refresher.refresh();
    this.subscribers.tick(now);
  }
}
