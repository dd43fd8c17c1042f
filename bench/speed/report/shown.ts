import type { Unit } from '../measure/measured-group.js';

const NANOSECONDS_IN_MICROSECOND = 1_000;

/** A number with as many digits as one can believe. */
export function shown(figure: number): string {
  const size = Math.abs(figure);
  if (size >= 100) return String(Math.round(figure));
  if (size >= 10) return trimmed(figure.toFixed(1));
  return trimmed(figure.toFixed(2));
}

/** The same with its unit. */
export function shownWithUnit(figure: number, unit: Unit | 'x'): string {
  if (unit === 'ns' && figure >= NANOSECONDS_IN_MICROSECOND) return `${shown(figure / NANOSECONDS_IN_MICROSECOND)} µs`;
  return unit === '' ? shown(figure) : `${shown(figure)} ${unit}`;
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}
