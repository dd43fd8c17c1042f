import type { Figures } from '../admin-entries.js';
import { Age } from './age.js';
import { element, setAttribute, setText } from './element.js';
import { formatAge, formatAgo, formatCount, formatDuration, NOTHING } from './format.js';
import { StatusBadge } from './status-badge.js';

/** A cell of a table that becomes a card on a narrow screen, where its label stands in it. */
export function cell(label: string, className: string, ...children: readonly Node[]): HTMLTableCellElement {
  return element('td', { role: 'cell', class: className, 'data-label': label }, ...children);
}

/** The cells of one row that show figures. They are made once; after that only those change whose content does. */
export class FigureCells {
  readonly deliveries = cell('Deliveries', 'number');
  readonly failures = cell('Failures', 'number');
  readonly timeouts = cell('Timeouts', 'number');
  readonly shed = cell('Shed', 'number');
  readonly inFlight = cell('In flight', 'number');
  readonly p50 = cell('p50', 'number');
  readonly p99 = cell('p99', 'number');
  private readonly badge = new StatusBadge();
  private readonly since = new Age((age) => `for ${formatAge(age)}`);
  private readonly reason = element('span', { class: 'reason' });
  private readonly errorText = element('span', { class: 'error-text' });
  private readonly errorAge = new Age(formatAgo);
  private readonly successAge = new Age(formatAgo);
  readonly status = cell('Status', 'status', this.badge.element, this.since.element, this.reason);
  readonly lastError = cell('Last error', 'last-error', this.errorText, this.errorAge.element);
  readonly lastSuccess = cell('Last success', 'last-success', this.successAge.element);

  /** @param now in milliseconds since the epoch, by the server's clock */
  update(figures: Figures, now: number): void {
    const { status, reason, since, failures, duration, lastError } = figures;
    this.badge.set(status);
    this.since.set(since);
    setText(this.reason, reason ?? '');
    setAttribute(this.reason, 'title', reason);
    setText(this.deliveries, formatCount(figures.deliveries));
    setText(this.failures, formatCount(failures));
    setAttribute(this.failures, 'data-some', failures > 0 ? '' : null);
    setText(this.timeouts, formatCount(figures.timeouts));
    setText(this.shed, formatCount(figures.shed));
    setText(this.inFlight, formatCount(figures.inFlight));
    setText(this.p50, duration === null ? NOTHING : formatDuration(duration.p50));
    setText(this.p99, duration === null ? NOTHING : formatDuration(duration.p99));
    setText(this.errorText, lastError?.message ?? '');
    setAttribute(this.errorText, 'title', lastError?.message ?? null);
    this.errorAge.set(lastError?.at ?? null);
    this.successAge.set(figures.lastSuccess);
    this.tick(now);
  }

  /** Lets the ages go on. */
  tick(now: number): void {
    this.since.tick(now);
    this.errorAge.tick(now);
    this.successAge.tick(now);
  }
}
