import { cpus } from 'node:os';

import { faultsOf, type Figure, type Findings } from './verdict.js';

/** How a scenario went with a broker. */
export interface ScenarioResult {
  readonly scenario: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly figures: Readonly<Record<string, Figure>>;
  /** What is not as it must be, a sentence each. */
  readonly faults: readonly string[];
}

/** How all went with a broker. */
export interface BrokerResult {
  readonly broker: string;
  readonly scenarios: readonly ScenarioResult[];
}

/** What a run comes to. */
export interface Scorecard {
  readonly node: string;
  /** The day, as ISO 8601 has it. */
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly seconds: number;
  readonly passed: boolean;
  /** The brokers whose programs are not installed. */
  readonly leftOut: readonly string[];
  readonly brokers: readonly BrokerResult[];
}

/** Judges a scenario. */
export function resultOf(scenario: string, found: Findings, milliseconds: number): ScenarioResult {
  const faults = faultsOf(found);
  return { scenario, passed: faults.length === 0, seconds: inSeconds(milliseconds), figures: found.figures, faults };
}

/** What a scenario comes to that was not played to its end. */
export function brokenOff(scenario: string, error: unknown, milliseconds: number): ScenarioResult {
  const why = error instanceof Error ? error.message : String(error);
  return { scenario, passed: false, seconds: inSeconds(milliseconds), figures: {}, faults: [`it broke off: ${why}`] };
}

/** Draws up the scorecard of a run. */
export function scorecardOf(
  brokers: readonly BrokerResult[],
  leftOut: readonly string[],
  milliseconds: number,
): Scorecard {
  const processors = cpus();
  const results = brokers.flatMap(({ scenarios }) => scenarios);
  return {
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    seconds: inSeconds(milliseconds),
    // Where nothing was played nothing is proved.
    passed: results.length > 0 && results.every(({ passed }) => passed),
    leftOut,
    brokers,
  };
}

function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
