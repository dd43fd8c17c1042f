import type { Position } from './position.js';

/** What is wrong with a text that is not JSON, and where. */
export interface JsonMistake {
  readonly position: Position;
  readonly message: string;
}

/**
 * Places the mistake in a text that `JSON.parse` refuses. V8 gives a position with some of its messages only, so it is
 * found by asking which beginning of the text is the shortest that can no longer become JSON.
 *
 * @param text what was parsed
 * @param error what `JSON.parse` threw
 */
export function jsonMistake(text: string, error: unknown): JsonMistake {
  let hopeful = 0;
  let hopeless = text.length + 1;
  while (hopeless - hopeful > 1) {
    const middle = (hopeful + hopeless) >> 1;
    if (canBecomeJson(text.slice(0, middle))) hopeful = middle;
    else hopeless = middle;
  }
  const before = text.slice(0, hopeful).split('\n');
  const position = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  // Without the piece of the file and the offset that V8 puts behind it: the position says it better.
  const reason = (error as Error).message.replace(/(,\s+(\.\.\.)?".*| in JSON| \(line \d+.*| at position \d+.*)$/s, '');
  return { position, message: `is not JSON: ${reason.replace(/ in JSON$/, '')}` };
}

function canBecomeJson(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = / at position (\d+)/.exec(message)?.[1];
    return message.startsWith('Unexpected end') || Number(position) >= beginning.length;
  }
}
