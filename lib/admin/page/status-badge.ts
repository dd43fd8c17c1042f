import type { Status } from '../admin-entries.js';
import { element, setAttribute, setText } from './element.js';

/** A status as a word, a colour and a shape: a dot when well, a triangle when not. */
export class StatusBadge {
  readonly element = element('span', { class: 'badge' });

  set(status: Status): void {
    setText(this.element, status);
    setAttribute(this.element, 'data-status', status);
  }
}
