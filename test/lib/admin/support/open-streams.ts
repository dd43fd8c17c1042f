import { LiveUpdates } from '../../../../lib/admin/live-updates.js';
import type { AdminApp } from './admin-app.js';

/** How many streams an application has open. */
export function openStreams({ app }: AdminApp): number {
  // Nothing else shows whether a stream was forgotten.
  const { streams } = app.get<{ streams: ReadonlySet<unknown> }>(LiveUpdates, { strict: false });
  return streams.size;
}

/** A test that waits for what does not come has failed, and must not hold the others up. */
const LONGEST_WAIT_MS = 4000;

/** Settles once something is so, looking in every turn of the event loop. Rejects when it does not become so. */
export async function once(isSo: () => boolean): Promise<void> {
  const end = Date.now() + LONGEST_WAIT_MS;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`it has not come about that ${isSo.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
