import type { Report } from './report.js';
import { figureTables } from './tables.js';

const BEGIN = '<!-- npm run bench:readme writes what follows -->';
const END = '<!-- until here -->';

/**
 * Puts the tables of a report between the two comments that a README has for them.
 *
 * @throws Error when it has none
 */
export function replaceTables(readme: string, report: Report): string {
  const { begin, end } = placeIn(readme);
  return `${readme.slice(0, begin)}\n${figureTables(report)}\n${readme.slice(end)}`;
}

function placeIn(readme: string): { begin: number; end: number } {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`the README must have ${BEGIN} and, after it, ${END}`);
  return { begin: begin + BEGIN.length, end };
}
