import type { HookEntry, HookList } from '../admin-entries.js';
import { setText } from './element.js';
import { HookCard } from './hook-card.js';
import { counted } from './format.js';
import { Refresher } from './refresher.js';
import { reorder } from './reorder.js';

/** The list of hooks, which is loaded while it is looked at. */
export class HookView {
  private readonly cards = new Map<string, HookCard>();
  private readonly refresher: Refresher<HookList>;
  private words: readonly string[] = [];
  private unheard = 0;
  private undeclared = 0;

  /**
   * @param base the path of the admin routes
   * @param list where the hooks go
   * @param line where it is said how many there are, or why none could be loaded
   */
  constructor(
    base: string,
    private readonly list: HTMLElement,
    private readonly line: HTMLElement,
  ) {
    this.refresher = new Refresher(
      `${base}/hooks`,
      (answer) => this.show(answer),
      (why) => setText(this.line, `The hooks could not be loaded: ${why}. Trying again.`),
    );
  }

  /** To be called every second while it is looked at. */
  tick(): void {
    this.refresher.refresh();
  }

  /** Shows only the hooks that have all these words. */
  filter(words: readonly string[]): void {
    this.words = words;
    let shown = 0;
    for (const card of this.cards.values()) {
      card.element.hidden = !card.matches(words);
      if (!card.element.hidden) shown++;
    }
    const { size } = this.cards;
    if (size === 0) return;
    const unheard = this.unheard === 0 ? '' : `, ${this.unheard} that nobody listens to`;
    const refused =
      this.undeclared === 0
        ? ''
        : `; ${counted(this.undeclared, 'event')} refused whose hook is not declared: see the log`;
    setText(this.line, `${counted(size, 'hook')}${unheard}${shown < size ? `; ${shown} shown` : ''}${refused}`);
  }

  private show({ hooks, undeclared }: HookList): void {
    const keys = new Set(hooks.map(keyOf));
    for (const [key, card] of this.cards) {
      if (keys.has(key)) continue;
      card.element.remove();
      this.cards.delete(key);
    }
    reorder(
      this.list,
      hooks.map((hook) => this.cardOf(hook).element),
    );
    this.undeclared = Object.values(undeclared).reduce((sum, count) => sum + count, 0);
    this.unheard = hooks.filter(({ subscribers }) => subscribers.length === 0).length;
    if (hooks.length === 0) setText(this.line, 'No hooks');
    this.filter(this.words);
  }

  private cardOf(hook: HookEntry): HookCard {
    const key = keyOf(hook);
    const known = this.cards.get(key);
    if (known !== undefined) {
      known.update(hook);
      return known;
    }
    const card = new HookCard(hook);
    this.cards.set(key, card);
    return card;
  }
}

function keyOf({ kind, hook }: HookEntry): string {
  return `${kind}.${hook}`;
}
