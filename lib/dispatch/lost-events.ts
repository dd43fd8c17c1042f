import type { BootstrapBuffer } from './bootstrap-buffer.js';
import { formatValue } from './log-line.js';

const MAX_HOOKS = 10;
/** Ten of these, and what stands around them, are less than a line may hold. */
const MAX_HOOK_LENGTH = 70;

/** What to say of the events in a buffer that will never be delivered: how many, and of which hooks. Nothing if there are none. */
export function describeLostEvents(buffer: BootstrapBuffer): string | undefined {
  const { kept, dropped } = buffer.counts;
  const lost = kept + dropped;
  if (lost === 0) return undefined;

  const byHook = [...buffer.countByHook()];
  const named = byHook.slice(0, MAX_HOOKS).map(([hook, count]) => `${count} ${formatValue(hook, MAX_HOOK_LENGTH)}`);
  if (byHook.length > MAX_HOOKS) named.push(`those of ${byHook.length - MAX_HOOKS} more hooks`);
  if (dropped > 0) named.unshift(`${dropped} that the bootstrap buffer had no room for`);
  const what = lost === 1 ? '1 event published while starting was' : `${lost} events published while starting were`;
  return `${what} never delivered, since the start was cut short: ${named.join(', ')}`;
}
