import type { Report, ReportedCell, ReportedGroup } from './report.js';
import type { Verdict, VerdictCell } from './target.js';
import { shown, shownWithUnit } from './shown.js';
import { table } from './table.js';

/** What was measured, as Markdown: where that was, and a table for each group. */
export function figureTables(report: Report): string {
  return [machineLine(report), ...report.groups.map(groupTable)].join('\n\n');
}

/** How that stands against the targets, as Markdown. */
export function targetsTable(verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap((verdict) => verdict.cells.map((cell) => targetLine(verdict, cell)));
  return `**Targets**\n\n${table(['', 'at', 'target', 'measured', 'half of the rounds', ''], lines)}`;
}

function machineLine({ cpu, cores, memory, date, node, v8, versions }: Report): string {
  const packages = Object.entries(versions).map(([name, version]) => `${shownName(name)} ${version}`);
  const machine = `${cpu}, ${cores} cores, ${memory} GB, ${date}. Node ${node} (V8 ${v8}), ${packages.join(', ')}.`;
  return `${machine} Medians.`;
}

/** The older of two versions is installed under a name of its own. */
function shownName(name: string): string {
  return name.replace(/-\d+$/, '');
}

function groupTable({ title, columnsAre, base, columns, rows }: ReportedGroup): string {
  const lines = rows.map(({ contender, shows, cells }) => [
    contender,
    ...cells.map((cell) => (cell === null ? '' : shownCell(cell, shows))),
  ]);
  const hasRatios = rows.some(({ shows }) => shows === 'ratios');
  const caption = hasRatios ? `${title} (x: times ${base})` : title;
  return `**${caption}**\n\n${table([columnsAre, ...columns], lines)}`;
}

function shownCell({ unit, figure, ratio }: ReportedCell, shows: 'figures' | 'ratios'): string {
  return shows === 'ratios' && ratio ? `${shown(ratio.median)} x` : shownWithUnit(figure.median, unit);
}

function targetLine({ what, sense, unit }: Verdict, { column, limit, measured, reached }: VerdictCell): string[] {
  const target = `${sense} ${shownWithUnit(limit, unit)}`;
  if (measured === undefined) return [what, column, target, '', '', 'not measured'];
  const { median, low, high } = measured;
  const spread = `${shown(low)} to ${shown(high)}`;
  return [what, column, target, shownWithUnit(median, unit), spread, reached === true ? 'reached' : 'missed'];
}
