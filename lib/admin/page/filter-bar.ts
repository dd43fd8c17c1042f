import type { Status } from '../admin-entries.js';
import { byId } from './element.js';
import { filterWords } from './filter-words.js';

/** The filter field, for both views, and the choice of a status, for plugins. `/` goes to the field, Escape clears it. */
export class FilterBar {
  private readonly field = byId('filter', HTMLInputElement);
  private readonly choice = byId('status', HTMLSelectElement);

  /**
   * @param onChange called when something else is to be shown
   * @param onTyped called before that when a person has changed the field
   */
  constructor(
    private readonly onChange: () => void,
    private readonly onTyped: () => void,
  ) {
    this.field.addEventListener('input', () => this.typed());
    this.choice.addEventListener('change', onChange);
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.field.value === '') return;
      // A browser would clear a search field by itself, but not all do.
      event.preventDefault();
      this.field.value = '';
      this.typed();
    });
    document.addEventListener('keydown', (event) => this.goToField(event));
  }

  /** The words that are looked for. */
  get words(): readonly string[] {
    return filterWords(this.field.value);
  }

  /** The status that is looked for; `undefined` for any. */
  get status(): Status | undefined {
    const { value } = this.choice;
    return value === 'degraded' || value === 'operational' ? value : undefined;
  }

  /** Looks for a text, whatever the status. */
  lookFor(text: string): void {
    this.field.value = text;
    this.choice.value = '';
    this.onChange();
  }

  private typed(): void {
    this.onTyped();
    this.onChange();
  }

  private goToField(event: KeyboardEvent): void {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    this.field.focus();
    this.field.select();
  }
}
