import { byId, setAttribute } from './element.js';

/** What can be looked at. */
export type View = 'plugins' | 'hooks';

/** The address of one plugin, as the part behind the `#`: its view, and its name as the filter. */
export function pluginHash(name: string): string {
  return `#plugins/${encodeURIComponent(name)}`;
}

/** Shows the view that the address names, and marks the link to it. */
export class Views {
  current: View = 'plugins';

  /**
   * @param onView called when another view is shown
   * @param onFilter called when the address asks for a filter
   */
  constructor(
    private readonly onView: (view: View) => void,
    private readonly onFilter: (filter: string) => void,
  ) {
    window.addEventListener('hashchange', () => this.show());
  }

  /** Shows what the address names now. */
  show(): void {
    const [view, filter] = location.hash.slice(1).split('/');
    this.current = view === 'hooks' ? 'hooks' : 'plugins';
    for (const each of ['plugins', 'hooks'] as const) {
      byId(`${each}-view`, HTMLElement).hidden = each !== this.current;
      setAttribute(byId(`${each}-link`, HTMLElement), 'aria-current', each === this.current ? 'page' : null);
    }
    this.onView(this.current);
    if (filter !== undefined && filter !== '') this.onFilter(decoded(filter));
  }

  /** Somebody has changed the filter: the address must not bring the old one back. */
  forgetFilter(): void {
    if (location.hash.includes('/')) history.replaceState(null, '', `#${this.current}`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Typed by hand, with a lone percent sign.
    return text;
  }
}
