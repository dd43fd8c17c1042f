import type { Readable } from 'node:stream';

/**
 * Hands over every line of a stream, without its newline. Unlike `node:readline` it ends a line at nothing else: what other
 * characters do to a reader is what is looked for.
 */
export function readLines(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  stream.on('end', () => {
    if (rest !== '') take(rest);
  });
}
