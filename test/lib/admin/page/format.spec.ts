import { counted, formatAge, formatAgo, formatCount, formatDuration } from '../../../../lib/admin/page/format.js';

describe('what the admin page writes numbers as', () => {
  it.each([
    [0, '0 µs'],
    [0.008, '8 µs'],
    [0.1, '0.10 ms'],
    [0.424, '0.42 ms'],
    [7.31, '7.3 ms'],
    [120.4, '120 ms'],
    [1500, '1.5 s'],
    [80_000, '80.0 s'],
    [100_000, '≥ 100 s'],
  ])('a duration of %d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it.each([
    [-300, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [2 * 3_600_000, '2 h'],
    [49 * 3_600_000, '2 d'],
  ])('an age of %d ms is %s', (milliseconds, text) => {
    expect(formatAge(milliseconds)).toBe(text);
  });

  it('what was less than two seconds ago was just now', () => {
    expect([formatAgo(1999), formatAgo(2000)]).toEqual(['just now', '2 s ago']);
  });

  it('counts have their thousands apart and their nouns in the right number', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect([counted(1, 'plugin'), counted(2000, 'plugin')]).toEqual(['1 plugin', '2,000 plugins']);
    expect(counted(2, 'delivery', 'deliveries')).toBe('2 deliveries');
  });
});
