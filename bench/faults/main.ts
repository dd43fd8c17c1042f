import { writeFileSync } from 'node:fs';

import { BROKER_NAMES } from '../brokers/broker-recipes.js';
import { findBroker } from '../brokers/find-broker.js';
import { parseArguments, usage, UsageError, type Arguments } from './arguments.js';
import { BrokerRun } from './broker-run.js';
import { say } from './progress.js';
import { SCENARIO_NAMES, SCENARIOS } from './scenarios/scenarios.js';
import { scorecardOf, type BrokerResult } from './scorecard.js';
import { shownResult } from './shown-result.js';

const USAGE_ERROR = 2;
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
  const start = performance.now();
  const isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  const asked = SCENARIOS.filter(({ name }) => scenarios.includes(name));
  const results: BrokerResult[] = [];
  const leftOut: string[] = [];
  for (const broker of BROKER_NAMES.filter((name) => brokers.includes(name))) {
    const { program, howToGet } = findBroker(broker);
    if (program === undefined) {
      leftOut.push(broker);
      say(`${broker} is left out: ${howToGet}`);
      continue;
    }
    const brokerRun = new BrokerRun(broker, (result) => {
      process.stdout.write(`${shownResult(broker, result, isColoured)}\n`);
    });
    results.push({ broker, scenarios: await brokerRun.play(asked) });
  }
  const scorecard = scorecardOf(results, leftOut, performance.now() - start);
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(scorecard, undefined, 2)}\n`);
  say(`${scorecard.passed ? 'all passed' : 'FAILED'} in ${scorecard.seconds} s`);
  const mustBeThere = process.env['REQUIRE_SERVICES'] === '1';
  if (!scorecard.passed || (mustBeThere && leftOut.length > 0)) process.exitCode = 1;
}

const given = readArguments();
if (given.help) process.stdout.write(usage(CHOICES));
else await run(given);
