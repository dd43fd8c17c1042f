// JSON leaves these as they are, but a terminal acts on C1 controls and some readers of logs break lines at the last two.
const UNSAFE_IN_A_LINE = /[\u007f-\u009f\u2028\u2029]/g;

/** One line of JSON that stays one line wherever it is shown, whatever a client put into the values. */
export function jsonLine(record: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(record).replace(UNSAFE_IN_A_LINE, toEscape);
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
