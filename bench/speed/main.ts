import { writeFileSync } from 'node:fs';
import { parseArguments, usage, UsageError, type Arguments } from './arguments.js';
import { GROUP_NAMES } from './groups/groups.js';
import { coloured } from './report/coloured.js';
import { thisMachine } from './report/machine.js';
import { reportOf } from './report/report.js';
import { figureTables, targetsTable } from './report/tables.js';
import { isWithin } from './report/target.js';
import { TARGETS } from './report/targets.js';
import { run } from './run.js';
import { FULL, SHORT } from './settings.js';

const USAGE_ERROR = 2;
/** By how much a short run may miss a target: it is hasty, and CI shares its machines. */
const MARGIN = 2;

function readArguments(): Arguments {
  try {
    return parseArguments(process.argv.slice(2), GROUP_NAMES);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage(GROUP_NAMES)}`);
    process.exit(USAGE_ERROR);
  }
}

async function bench({ short, only, json }: Arguments & { help: false }): Promise<void> {
  const { groups, complaints } = await run(only, short ? SHORT : FULL);
  const report = reportOf(thisMachine(process.cwd()), groups, TARGETS);
  const text = [figureTables(report), targetsTable(report.targets)].join('\n\n');
  const isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  process.stdout.write(`${isColoured ? coloured(text) : text}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);

  const farOff = short ? report.targets.filter((verdict) => !isWithin(verdict, MARGIN)) : [];
  for (const complaint of complaints) process.stderr.write(`bench: NOT DELIVERED: ${complaint}\n`);
  for (const { what } of farOff) process.stderr.write(`bench: misses its target by more than ${MARGIN} x: ${what}\n`);
  if (complaints.length + farOff.length > 0) process.exitCode = 1;
}

const asked = readArguments();
if (asked.help) process.stdout.write(usage(GROUP_NAMES));
else await bench(asked);
