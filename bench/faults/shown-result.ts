import type { ScenarioResult } from './scorecard.js';
import { shown } from './verdict.js';

const GREEN = '\u001B[32m';
const RED = '\u001B[31m';
const PLAIN = '\u001B[39m';
const BROKER_WIDTH = 5;
const SCENARIO_WIDTH = 17;

/** A scenario's figures in one line, and another line for each that is not what it must be. */
export function shownResult(broker: string, result: ScenarioResult, isColoured: boolean): string {
  const { scenario, passed, seconds, figures, faults } = result;
  const verdict = passed ? 'passed' : 'FAILED';
  const coloured = isColoured ? `${passed ? GREEN : RED}${verdict}${PLAIN}` : verdict;
  const counted = Object.entries(figures).map(([name, figure]) => `${name} ${shown(figure)}`);
  const time = `${seconds.toFixed(1)} s`.padStart(7);
  const line = `${broker.padEnd(BROKER_WIDTH)} ${scenario.padEnd(SCENARIO_WIDTH)} ${coloured} ${time}  ${counted.join(', ')}`;
  return [line.trimEnd(), ...faults.map((fault) => `  ${broker} ${scenario}: ${fault}`)].join('\n');
}
