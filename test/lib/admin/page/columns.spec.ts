import { COLUMNS, comparePlugins, type Direction } from '../../../../lib/admin/page/columns.js';
import { History } from '../../../../lib/admin/page/history.js';
import type { PluginEntry } from '../../../../lib/admin/admin-entries.js';

const WELL: PluginEntry = {
  name: 'audit',
  className: 'Audit',
  module: 'AppModule',
  scope: 'static',
  kinds: [],
  hooks: [],
  status: 'operational',
  reason: null,
  since: '2026-11-25T09:00:00.000Z',
  deliveries: 0,
  failures: 0,
  consecutiveFailures: 0,
  timeouts: 0,
  shed: 0,
  inFlight: 0,
  duration: null,
  lastError: null,
  lastSuccess: null,
};

function sorted(id: string, direction: Direction, plugins: readonly Partial<PluginEntry>[]): string[] {
  const column = COLUMNS.find((each) => each.id === id);
  if (column === undefined) throw new Error(`no column ${id}`);
  const entries = plugins.map((plugin) => ({ ...WELL, ...plugin }));
  return entries.sort(comparePlugins(column, direction, new History())).map(({ name }) => name);
}

describe('the columns of the admin page', () => {
  it('stand in the order of degraded plugins first and then their names, whatever their case', () => {
    const plugins: Partial<PluginEntry>[] = [
      { name: 'b' },
      { name: 'C' },
      { name: 'a' },
      { name: 'z', status: 'degraded' },
    ];
    expect(COLUMNS[0]).toMatchObject({ id: 'status', first: 'descending' });
    expect(sorted('status', 'descending', plugins)).toEqual(['z', 'a', 'b', 'C']);
  });

  it.each(['ascending', 'descending'] as const)('put those without a figure last, %s', (direction) => {
    const duration = { p50: 1, p99: 2, samples: 3 };
    expect(sorted('p99', direction, [{ name: 'none' }, { name: 'some', duration }])).toEqual(['some', 'none']);
  });

  it('do not change the places of plugins whose times are nearly the same', () => {
    const plugins = [
      { name: 'a', lastSuccess: '2026-11-25T09:00:01.000Z' },
      { name: 'b', lastSuccess: '2026-11-25T09:00:09.000Z' },
      { name: 'c', lastSuccess: '2026-11-25T09:00:12.000Z' },
    ];
    expect(sorted('last-success', 'descending', plugins)).toEqual(['c', 'a', 'b']);
  });
});
