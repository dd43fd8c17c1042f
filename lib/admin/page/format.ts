const WHOLE = new Intl.NumberFormat('en-US');
const EXACT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});
const OF_DAY = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is shown where there is nothing. */
export const NOTHING = '–';

/** A count, as `1,234`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** How many of something, as `1 plugin` or `2 plugins`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** What stands for itself and all above it: the server counts no longer durations apart. */
const LONGEST = 100 * SECOND;
const MICROSECOND = 1 / 1000;

/** A duration in milliseconds, short enough for a column: `8 µs`, `0.42 ms`, `7.3 ms`, `120 ms`, `1.5 s`, `≥ 100 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds >= LONGEST) return '≥ 100 s';
  if (milliseconds < 0.1) return `${Math.round(milliseconds / MICROSECOND)} µs`;
  if (milliseconds >= SECOND) return `${(milliseconds / SECOND).toFixed(1)} s`;
  if (milliseconds >= 10) return `${Math.round(milliseconds)} ms`;
  return `${milliseconds.toFixed(milliseconds < 1 ? 2 : 1)} ms`;
}

/** How long something is ago, in its greatest whole unit: `5 s`, `3 min`, `2 h`, `4 d`. */
export function formatAge(milliseconds: number): string {
  if (milliseconds >= DAY) return `${Math.floor(milliseconds / DAY)} d`;
  if (milliseconds >= HOUR) return `${Math.floor(milliseconds / HOUR)} h`;
  if (milliseconds >= MINUTE) return `${Math.floor(milliseconds / MINUTE)} min`;
  return `${Math.max(0, Math.floor(milliseconds / SECOND))} s`;
}

/** How long something is ago, in words: `just now` or `3 min ago`. */
export function formatAgo(milliseconds: number): string {
  return milliseconds < 2 * SECOND ? 'just now' : `${formatAge(milliseconds)} ago`;
}

/** A time with its date and zone, for who wants to find it in a log. */
export function formatExactTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : EXACT.format(date);
}

/** A time of today, as `10:32:11`. */
export function formatTimeOfDay(date: Date): string {
  return OF_DAY.format(date);
}
