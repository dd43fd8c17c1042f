import { setAttribute, setText } from './element.js';
import { formatTimeOfDay } from './format.js';

/** Says in words whether what is shown is of now. */
export class ConnectionLine {
  private toldAt: Date | undefined;

  constructor(private readonly line: HTMLElement) {}

  /** The server has told something, at a time as it stands in its messages. */
  live(iso: string): void {
    this.toldAt = new Date(iso);
    this.show('live', 'live');
  }

  /** The connection is gone. */
  lost(): void {
    const rest = this.toldAt === undefined ? 'no figures yet' : `the figures are of ${formatTimeOfDay(this.toldAt)}`;
    this.show('lost', `connection lost, trying again; ${rest}`);
  }

  private show(state: 'live' | 'lost', words: string): void {
    setAttribute(this.line, 'data-connection', state);
    setText(this.line, words);
  }
}
