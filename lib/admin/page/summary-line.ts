import type { PluginEntry } from '../admin-entries.js';
import { setAttribute, setText } from './element.js';
import { counted, formatCount } from './format.js';

/** Says how many plugins there are and how many are degraded, in a line and in the title of the page. */
export function showSummary(line: HTMLElement, plugins: readonly PluginEntry[]): void {
  const degraded = plugins.filter(({ status }) => status === 'degraded').length;
  const rest = degraded === 0 ? 'all operational' : `${formatCount(degraded)} degraded`;
  setText(line, plugins.length === 0 ? 'no plugins' : `${counted(plugins.length, 'plugin')}, ${rest}`);
  setAttribute(line, 'data-status', degraded === 0 ? 'operational' : 'degraded');
  const title = degraded === 0 ? 'Plugins' : `(${degraded}) Plugins`;
  if (document.title !== title) document.title = title;
}
