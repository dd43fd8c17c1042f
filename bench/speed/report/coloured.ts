const GREEN = '\u001B[32m';
const RED = '\u001B[31m';
const PLAIN = '\u001B[39m';

/** Colours the verdicts at the ends of lines, for a terminal. */
export function coloured(text: string): string {
  return text.replace(/\b(reached|missed)(?= \|$)/gm, (word) => `${word === 'reached' ? GREEN : RED}${word}${PLAIN}`);
}
