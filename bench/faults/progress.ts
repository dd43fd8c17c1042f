/** Says on stderr what is being done. */
export function say(what: string): void {
  process.stderr.write(`faults: ${what}\n`);
}
