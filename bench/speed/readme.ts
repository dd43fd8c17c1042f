// Puts the tables of the results that were written last into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_FILE } from './arguments.js';
import { replaceTables } from './report/readme-section.js';
import type { Report } from './report/report.js';

const README = 'README.md';

const report = JSON.parse(readFileSync(DEFAULT_FILE, 'utf8')) as Report;
writeFileSync(README, replaceTables(readFileSync(README, 'utf8'), report));
