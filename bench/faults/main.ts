import { writeFileSync } from 'node:fs';

import { BROKER_NAMES } from '../brokers/broker-recipes.js';
import { parseArguments, usage, UsageError, type Arguments } from './arguments.js';
import { BrokerRun } from './broker-run.js';
import { presentBrokers } from './present-brokers.js';
import { say } from './progress.js';
import { SCENARIO_NAMES, SCENARIOS } from './scenarios/scenarios.js';
import { scorecardOf, type BrokerResult } from './scorecard.js';
import { shownResult } from './shown-result.js';

const USAGE_ERROR = 2;
/** What shells give for a process that was ended by Ctrl-C. */
const INTERRUPTED = 130;
const CHOICES = { brokers: BROKER_NAMES, scenarios: SCENARIO_NAMES };

function readArguments(): Arguments {
  try {
    return parseArguments(process.argv.slice(2), CHOICES);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage(CHOICES)}`);
    process.exit(USAGE_ERROR);
  }
}

async function run({ brokers, scenarios, out }: Arguments & { help: false }): Promise<void> {
  const mustBeThere = process.env['REQUIRE_SERVICES'] === '1';
  const isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  const { present, missing } = presentBrokers(BROKER_NAMES.filter((name) => brokers.includes(name)));
  for (const { name, howToGet } of missing) say(`${name} is ${mustBeThere ? 'missing' : 'left out'}: ${howToGet}`);
  if (mustBeThere && missing.length > 0) {
    process.exitCode = 1;
    return;
  }

  const start = performance.now();
  const results: BrokerResult[] = [];
  for (const broker of present) {
    const brokerRun = new BrokerRun(broker, (result) => {
      process.stdout.write(`${shownResult(broker, result, isColoured)}\n`);
    });
    const interrupt = () => void brokerRun.stop().finally(() => process.exit(INTERRUPTED));
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    results.push({ broker, scenarios: await brokerRun.play(SCENARIOS.filter(({ name }) => scenarios.includes(name))) });
    if (brokerRun.isStopped) return;
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
  const leftOut = missing.map(({ name }) => name);
  const scorecard = scorecardOf(results, leftOut, performance.now() - start);
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(scorecard, undefined, 2)}\n`);
  say(`${scorecard.passed ? 'all passed' : 'FAILED'} in ${scorecard.seconds} s`);
  if (!scorecard.passed) process.exitCode = 1;
}

const given = readArguments();
if (given.help) process.stdout.write(usage(CHOICES));
else await run(given);
