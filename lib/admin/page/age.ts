import { setAttribute, setText, element } from './element.js';
import { formatExactTime, NOTHING } from './format.js';

/** How long something is ago, with the exact time for who points at it. */
export class Age {
  readonly element = element('time');
  private iso: string | null = null;
  /** The same, in milliseconds since the epoch. */
  private time = 0;

  /** @param inWords says an age in milliseconds, as `3 min ago` for instance */
  constructor(private readonly inWords: (age: number) => string) {}

  /** @param iso the time; `null` when it never was */
  set(iso: string | null): void {
    if (iso === this.iso && iso !== null) return;
    this.iso = iso;
    this.time = iso === null ? 0 : Date.parse(iso);
    setAttribute(this.element, 'datetime', iso);
    setAttribute(this.element, 'title', iso === null ? null : formatExactTime(iso));
    if (iso === null) setText(this.element, NOTHING);
  }

  /** @param now in milliseconds since the epoch, by the server's clock */
  tick(now: number): void {
    if (this.iso !== null) setText(this.element, this.inWords(now - this.time));
  }
}
