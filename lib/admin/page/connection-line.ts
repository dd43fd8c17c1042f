import { setAttribute, setText } from './element.js';
import { formatTimeOfDay } from './format.js';
import { saysNotAllowed } from './refusal.js';

/** Says in words whether what is shown is of now. */
export class ConnectionLine {
  private toldAt: Date | undefined;

  constructor(private readonly line: HTMLElement) {}

  /** The server has told something, at a time as it stands in its messages. */
  live(iso: string): void {
    this.toldAt = new Date(iso);
    this.show('live', 'live');
  }

  /**
   * The connection is gone.
   *
   * @param refusal the HTTP status with which the server refuses another one; `undefined` when it does not answer
   */
  lost(refusal: number | undefined): void {
    const rest = this.toldAt === undefined ? 'no figures yet' : `the figures are of ${formatTimeOfDay(this.toldAt)}`;
    this.show('lost', `${reasonOf(refusal)}; ${rest}`);
  }

  private show(state: 'live' | 'lost', words: string): void {
    setAttribute(this.line, 'data-connection', state);
    setText(this.line, words);
  }
}

function reasonOf(refusal: number | undefined): string {
  if (refusal === undefined) return 'connection lost, trying again';
  if (saysNotAllowed(refusal)) return `no longer allowed to look (${refusal}), load this page again`;
  return `the server refuses (${refusal}), trying again`;
}
