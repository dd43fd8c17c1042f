import { BUCKETS, History, total } from '../../../../lib/admin/page/history.js';

const STEP = 5000;
/** The start of a bucket. */
const START = 1_800_000_000_000;

function begun(): History {
  const history = new History();
  const deliveries = Array.from({ length: BUCKETS }, (_, at) => at);
  const failures = Array.from({ length: BUCKETS }, () => 1);
  history.begin({ step: STEP, end: START + STEP, plugins: { audit: { deliveries, failures } } });
  return history;
}

describe('the history of the admin page', () => {
  it('begins with what the server remembers', () => {
    const history = begun();
    expect(history.of('audit').deliveries).toEqual(Array.from({ length: BUCKETS }, (_, at) => at));
    expect(total(history.of('audit').failures)).toBe(BUCKETS);
  });

  it('knows nothing of a plugin that was left out', () => {
    expect(total(begun().of('metrics').deliveries)).toBe(0);
  });

  it('adds what happens to the newest bucket', () => {
    const history = begun();
    expect(history.advance(START + STEP - 1)).toBe(false);
    history.add('audit', 7, 2);
    history.add('metrics', 3, 0);
    expect(history.of('audit').deliveries.at(-1)).toBe(BUCKETS - 1 + 7);
    expect(history.of('audit').failures.at(-1)).toBe(3);
    expect(history.of('metrics').deliveries.at(-1)).toBe(3);
  });

  it('loses its oldest bucket when a new one begins', () => {
    const history = begun();
    expect(history.advance(START + STEP)).toBe(true);
    const { deliveries } = history.of('audit');
    expect([deliveries.length, deliveries[0], deliveries.at(-2), deliveries.at(-1)]).toEqual([60, 1, 59, 0]);
  });

  it('is empty after a silence that was longer than it reaches', () => {
    const history = begun();
    history.advance(START + 1000 * STEP);
    expect(history.of('audit').deliveries).toEqual(Array.from({ length: BUCKETS }, () => 0));
  });

  it('stays where it is when the clock of the server is set back, or cannot be read', () => {
    const history = begun();
    expect(history.advance(START - 10 * STEP)).toBe(false);
    expect(history.advance(Number.NaN)).toBe(false);
    history.add('audit', 1, 0);
    expect(history.of('audit').deliveries.at(-1)).toBe(BUCKETS);
  });

  it('takes nothing away when counters are smaller than they were', () => {
    const history = begun();
    history.add('audit', -5, 2);
    expect(history.of('audit').deliveries.at(-1)).toBe(BUCKETS - 1);
    expect(history.of('audit').failures.at(-1)).toBe(3);
  });
});
