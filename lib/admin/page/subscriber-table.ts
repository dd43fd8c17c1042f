import type { SubscriberEntry } from '../admin-entries.js';
import { cell, FigureCells } from './figure-cells.js';
import { element } from './element.js';

const HEADS = [
  'Subscriber',
  'Status',
  'Deliveries',
  'Failures',
  'Timeouts',
  'Shed',
  'In flight',
  'p50',
  'p99',
  'Last error',
  'Last success',
];

interface Row {
  readonly element: HTMLTableRowElement;
  readonly cells: FigureCells;
}

/** The subscribers of one plugin, which are the same as long as the application runs. */
export class SubscriberTable {
  readonly element: HTMLTableElement;
  private readonly body = element('tbody', { role: 'rowgroup' });
  private readonly rows = new Map<string, Row>();

  constructor(plugin: string) {
    const heads = HEADS.map((head) => element('th', { role: 'columnheader', scope: 'col' }, head));
    this.element = element(
      'table',
      { role: 'table', class: 'figures subscribers', 'aria-label': `Subscribers of ${plugin}` },
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)),
      this.body,
    );
  }

  /** @param now in milliseconds since the epoch, by the server's clock */
  update(subscribers: readonly SubscriberEntry[], now: number): void {
    for (const subscriber of subscribers) {
      const key = `${subscriber.method} ${subscriber.kind}.${subscriber.hook}`;
      const row = this.rows.get(key) ?? this.add(key, subscriber);
      row.cells.update(subscriber, now);
    }
  }

  /** Lets the ages go on. */
  tick(now: number): void {
    for (const { cells } of this.rows.values()) cells.tick(now);
  }

  private add(key: string, { method, kind, hook }: SubscriberEntry): Row {
    const cells = new FigureCells();
    const where = element('span', { class: 'muted' }, `${kind}.`, element('wbr'), hook);
    const name = cell('Subscriber', 'subscriber', element('code', {}, `${method}()`), where);
    const made = element(
      'tr',
      { role: 'row', 'data-subscriber': method },
      name,
      cells.status,
      cells.deliveries,
      cells.failures,
      cells.timeouts,
      cells.shed,
      cells.inFlight,
      cells.p50,
      cells.p99,
      cells.lastError,
      cells.lastSuccess,
    );
    this.body.append(made);
    const row = { element: made, cells };
    this.rows.set(key, row);
    return row;
  }
}
