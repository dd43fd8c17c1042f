import type { InstanceReport } from '../../../bench/faults/instance/commands.js';
import { growth, linesSince, sum } from '../../../bench/faults/relay-counts.js';

function report(name: string, missed: number, texts: readonly string[] = []): InstanceReport {
  const figures = { sent: 0, waiting: 0, dropped: 0, received: 0, ignored: 0, refused: 0, missed, repeated: 0 };
  return { name, figures, heard: [], log: texts.map((text) => ({ level: 'warn', text })) };
}

it('tells by how much a figure has grown in each instance, and of a new one all of it', () => {
  const before = [report('a', 1), report('b', 2), report('c', 3)];
  expect(growth('missed', before, [report('a', 1), report('b', 7), report('d', 4)])).toEqual([0, 5, 4]);
});

it('tells which lines an instance has logged since', () => {
  const after = [report('a', 0, ['one', 'two']), report('d', 0, ['three'])];
  const lines = linesSince([report('a', 0, ['one'])], after);
  expect(lines.map((log) => log.map(({ text }) => text))).toEqual([['two'], ['three']]);
});

it('adds up', () => {
  expect([sum([1, 2, 3]), sum([])]).toEqual([6, 0]);
});
