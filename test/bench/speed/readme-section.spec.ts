import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FILE } from '../../../bench/speed/arguments.js';
import { replaceTables } from '../../../bench/speed/report/readme-section.js';
import type { Report } from '../../../bench/speed/report/report.js';

const root = join(import.meta.dirname, '../../..');
const report = JSON.parse(readFileSync(join(root, DEFAULT_FILE), 'utf8')) as Report;

it('the tables in the README are those that the committed results make', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(replaceTables(readme, report)).toBe(readme);
});

it('replaces what stands between the comments, and only that', () => {
  const [begin, end] = ['<!-- npm run bench:readme writes what follows -->', '<!-- until here -->'];
  const replaced = replaceTables(`before\n${begin}\nold\n${end}\nafter\n`, report);
  expect(replaced.startsWith(`before\n${begin}\n${report.cpu}`)).toBe(true);
  expect(replaced.endsWith(`\n${end}\nafter\n`)).toBe(true);
  expect(replaced).not.toContain('old\n');
});

it.each(['', '<!-- until here --> <!-- npm run bench:readme writes what follows -->'])(
  'refuses a README without a place for them: %j',
  (readme) => {
    expect(() => replaceTables(readme, report)).toThrow('the README must have');
  },
);
