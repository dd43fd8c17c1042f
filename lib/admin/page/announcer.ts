import type { StatusChange } from '../live-messages.js';
import { element } from './element.js';

/** More at once would be read out for minutes. */
const MOST = 5;

/** What is told of a plugin whose status has changed. */
export type ChangedPlugin = Pick<StatusChange, 'plugin' | 'status' | 'reason'>;

/** Tells of changes of status to those who do not see them, in a region that screen readers watch. */
export class Announcer {
  /** @param region an element with `aria-live` */
  constructor(private readonly region: HTMLElement) {}

  /** Says what has changed. */
  tell(changes: readonly ChangedPlugin[]): void {
    const lines = changes.slice(0, MOST).map(inWords);
    if (changes.length > MOST) lines.push(`${changes.length - MOST} more plugins have changed.`);
    // As new elements, so that the same words are read again.
    this.region.replaceChildren(...lines.map((line) => element('p', {}, line)));
  }
}

function inWords({ plugin, status, reason }: ChangedPlugin): string {
  const why = reason === null ? '' : `: ${reason}`;
  return `${plugin} is ${status === 'degraded' ? 'degraded' : 'operational again'}${why}.`;
}
