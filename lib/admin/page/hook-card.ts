import type { HookEntry } from '../admin-entries.js';
import { element, setAttribute, setText } from './element.js';
import { Facts } from './facts.js';
import { formatCount } from './format.js';
import { hasWords } from './filter-words.js';
import { pluginHash } from './views.js';

/** One hook: what it is for, what became of its events, who listens and what its payload has to look like. */
export class HookCard {
  readonly element: HTMLLIElement;
  private readonly version = element('span', { class: 'tag' });
  private readonly dispatch = element('span', { class: 'tag' });
  private readonly description = element('p', { class: 'description' });
  private readonly facts = new Facts();
  private readonly listeners = element('p', { class: 'listeners' });
  private readonly schema = element('pre', { tabindex: '0', role: 'group', 'aria-label': 'Schema of the payload' });
  private readonly contract: HTMLDetailsElement;
  private haystack = '';
  private shownListeners = '';

  constructor(private hook: HookEntry) {
    this.contract = element('details', {}, element('summary', {}, "Schema: the publisher's contract"), this.schema);
    // Printed only for who wants to read it: a thousand hooks have a thousand schemas.
    this.contract.addEventListener('toggle', () => this.showSchema());
    const name = element('h2', {}, element('span', { class: 'muted' }, `${hook.kind}.`), element('wbr'), hook.hook);
    this.element = element(
      'li',
      { class: 'hook', 'data-hook': `${hook.kind}.${hook.hook}` },
      element('div', { class: 'hook-head' }, name, this.version, this.dispatch),
      this.description,
      this.facts.element,
      this.listeners,
      this.contract,
    );
    this.update(hook);
  }

  /** Shows what the server has told of the hook. */
  update(hook: HookEntry): void {
    this.hook = hook;
    const { kind, description, subscribers } = hook;
    this.haystack = [`${kind}.${hook.hook}`, description ?? '', ...subscribers.map(({ plugin }) => plugin)]
      .join('\n')
      .toLowerCase();
    setText(this.version, `v${hook.kindApiVersion}`);
    setText(this.dispatch, hook.dispatch);
    setText(this.description, description ?? '');
    this.facts.set('Published', formatCount(hook.published));
    this.facts.set('Refused', refusedText(hook));
    this.facts.set('Deliveries', formatCount(hook.deliveries));
    this.facts.set('Failures', formatCount(hook.failures));
    this.showListeners();
    this.showSchema();
  }

  /** Whether it is to be seen with a filter. */
  matches(words: readonly string[]): boolean {
    return hasWords(this.haystack, words);
  }

  private showListeners(): void {
    const { subscribers } = this.hook;
    const key = JSON.stringify(subscribers);
    // They are links, and made anew they would lose the focus.
    if (key === this.shownListeners) return;
    this.shownListeners = key;
    setAttribute(this.listeners, 'data-nobody', subscribers.length === 0 ? '' : null);
    if (subscribers.length === 0) {
      this.listeners.replaceChildren('nobody listens');
      return;
    }
    const links = subscribers.map(({ plugin, method, status }) =>
      element(
        'a',
        { href: pluginHash(plugin), class: 'listener', 'data-status': status, title: `${method}(): ${status}` },
        plugin,
        element('span', { class: 'muted' }, ` ${method}()`),
        ...(status === 'degraded' ? [' degraded'] : []),
      ),
    );
    this.listeners.replaceChildren(element('span', { class: 'muted' }, 'Listening:'), ...links);
  }

  private showSchema(): void {
    if (this.contract.open) setText(this.schema, JSON.stringify(this.hook.schema, null, 2));
  }
}

function refusedText({ refused, refusals }: HookEntry): string {
  const codes = Object.entries(refusals).filter(([, count]) => count > 0);
  if (codes.length === 0) return formatCount(refused);
  return `${formatCount(refused)} (${codes.map(([code, count]) => `${code} ${formatCount(count)}`).join(', ')})`;
}
