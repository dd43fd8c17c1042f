import type { RelayFigures } from 'nestjs-plugin-system/relay';

import type { InstanceReport, LogLine } from './instance/commands.js';

/** By how much a figure of the relay has grown in each instance since an earlier report; the new ones began at 0. */
export function growth(
  name: keyof RelayFigures & string,
  before: readonly InstanceReport[],
  after: readonly InstanceReport[],
): number[] {
  return after.map((report) => (report.figures[name] ?? 0) - (earlier(report, before)?.figures[name] ?? 0));
}

/** The lines that each instance has logged since an earlier report. */
export function linesSince(before: readonly InstanceReport[], after: readonly InstanceReport[]): LogLine[][] {
  return after.map((report) => report.log.slice(earlier(report, before)?.log.length ?? 0));
}

/** The sum of a figure over all instances. */
export function sum(figure: readonly number[]): number {
  return figure.reduce((total, number) => total + number, 0);
}

function earlier({ name }: InstanceReport, before: readonly InstanceReport[]): InstanceReport | undefined {
  return before.find((report) => report.name === name);
}
