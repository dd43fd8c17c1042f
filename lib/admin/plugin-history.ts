import type { PluginEntry } from './admin-entries.js';
import type { HistoryMessage } from './live-messages.js';

/** How long one step of a history is, in milliseconds. */
const STEP = 5000;
/** How many steps are kept: five minutes. */
const STEPS = 60;

interface Steps {
  deliveries: number[];
  failures: number[];
  /** What had been counted when it was last looked at. */
  seen: Counts;
}

type Counts = Pick<PluginEntry, 'deliveries' | 'failures'>;

/** Keeps how much each plugin was told of and how much of it failed, step by step. */
export class PluginHistory {
  private readonly plugins = new Map<string, Steps>();
  private end: number;

  /** @param now milliseconds since the epoch, here and below */
  constructor(now: number) {
    this.end = endOfStep(now);
  }

  /** Whether a step is over since anything was recorded. */
  isDue(now: number): boolean {
    return now >= this.end;
  }

  /** Takes down what has come since the last time. */
  record(plugins: readonly PluginEntry[], now: number): void {
    const end = endOfStep(now);
    // A clock may be set back: then the newest step is of now all the same.
    const passed = Math.max(0, (end - this.end) / STEP);
    this.end = end;
    for (const steps of this.plugins.values()) {
      steps.deliveries = shifted(steps.deliveries, passed);
      steps.failures = shifted(steps.failures, passed);
    }
    for (const { name, deliveries, failures } of plugins) this.add(this.stepsOf(name), { deliveries, failures });
  }

  /** What was recorded. */
  snapshot(): HistoryMessage {
    const told = [...this.plugins].filter(([, { deliveries }]) => deliveries.some((count) => count > 0));
    const plugins = told.map(([name, { deliveries, failures }]) => [name, { deliveries, failures }] as const);
    return { step: STEP, end: this.end, plugins: Object.fromEntries(plugins) };
  }

  private stepsOf(name: string): Steps {
    let steps = this.plugins.get(name);
    if (steps === undefined) {
      steps = { deliveries: shifted([], STEPS), failures: shifted([], STEPS), seen: { deliveries: 0, failures: 0 } };
      this.plugins.set(name, steps);
    }
    return steps;
  }

  private add({ deliveries, failures, seen }: Steps, now: Counts): void {
    deliveries[STEPS - 1] = (deliveries[STEPS - 1] ?? 0) + now.deliveries - seen.deliveries;
    failures[STEPS - 1] = (failures[STEPS - 1] ?? 0) + now.failures - seen.failures;
    Object.assign(seen, now);
  }
}

function endOfStep(now: number): number {
  return (Math.floor(now / STEP) + 1) * STEP;
}

function shifted(counts: readonly number[], steps: number): number[] {
  if (steps === 0) return [...counts];
  const kept = counts.slice(Math.min(steps, counts.length));
  return [...kept, ...Array.from({ length: STEPS - kept.length }, () => 0)];
}
