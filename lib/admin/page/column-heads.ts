import { COLUMNS, type Column, type Direction } from './columns.js';
import { element, setAttribute } from './element.js';

/** The heads of the table of plugins, each with a button that sorts by it and, when clicked again, the other way round. */
export class ColumnHeads {
  readonly element: HTMLTableRowElement;
  private readonly heads = new Map<Column, HTMLElement>();

  /**
   * @param column what it is sorted by at first
   * @param onSort called when that has changed
   */
  constructor(
    public column: Column,
    private readonly onSort: () => void,
    public direction: Direction = column.first,
  ) {
    this.element = element('tr', { role: 'row' }, ...COLUMNS.map((each) => this.head(each)));
    this.show();
  }

  private head(column: Column): HTMLElement {
    const button = element('button', { type: 'button' }, column.label);
    button.addEventListener('click', () => this.sortBy(column));
    const head = element('th', { role: 'columnheader', scope: 'col', class: `of-${column.id}` }, button);
    this.heads.set(column, head);
    return head;
  }

  private sortBy(column: Column): void {
    const other = this.direction === 'ascending' ? 'descending' : 'ascending';
    this.direction = column === this.column ? other : column.first;
    this.column = column;
    this.show();
    this.onSort();
  }

  private show(): void {
    for (const [column, head] of this.heads) {
      setAttribute(head, 'aria-sort', column === this.column ? this.direction : null);
    }
  }
}
