import { element, setText } from './element.js';

/** A list of terms and what is to be said of each. */
export class Facts {
  readonly element = element('dl', { class: 'facts' });
  private readonly values = new Map<string, HTMLElement>();

  /** Says something; a term that is new comes last. */
  set(term: string, text: string): void {
    let value = this.values.get(term);
    if (value === undefined) {
      value = element('dd');
      this.values.set(term, value);
      this.element.append(element('div', { class: 'fact' }, element('dt', {}, term), value));
    }
    setText(value, text);
  }
}
