import { writeSync } from 'node:fs';

import type { ApplicationReport } from '../scorecard/application-report.js';

/** The file descriptor on which the application tells its parent what only that one should read, a line of JSON each. */
export const MESSAGES_FD = 3;

/** What the application tells its parent. */
export type Message =
  | { readonly what: 'listening'; readonly port: number }
  | { readonly what: 'report'; readonly report: ApplicationReport };

/** Tells the parent something, and has done so when it returns: also while the process exits. */
export function send(message: Message): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < bytes.length;) written += writeSync(MESSAGES_FD, bytes, written);
}
