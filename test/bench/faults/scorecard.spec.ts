import { brokenOff, resultOf, scorecardOf } from '../../../bench/faults/scorecard.js';
import { shownResult } from '../../../bench/faults/shown-result.js';

const PASSED = resultOf('delivery', { figures: { lost: 0 }, bounds: { lost: { is: 0 } } }, 1_234);
const FAILED = resultOf('frozen', { figures: { lost: [0, 2] }, bounds: { lost: { is: 0 } } }, 20_000);

it('judges a scenario, and keeps its figures', () => {
  expect(PASSED).toEqual({ scenario: 'delivery', passed: true, seconds: 1.2, figures: { lost: 0 }, faults: [] });
  expect(FAILED).toEqual({
    scenario: 'frozen',
    passed: false,
    seconds: 20,
    figures: { lost: [0, 2] },
    faults: ['lost must be 0, but it is 0/2'],
  });
});

it('a scenario that breaks off has failed', () => {
  expect(brokenOff('frozen', new Error('instance a has ended'), 0)).toMatchObject({
    passed: false,
    faults: ['it broke off: instance a has ended'],
  });
});

it('a run passes when each scenario does', () => {
  const passed = { broker: 'mqtt', scenarios: [PASSED] };
  expect(scorecardOf([passed], ['rmq'], 61_000)).toMatchObject({
    node: process.versions.node,
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    seconds: 61,
    passed: true,
    leftOut: ['rmq'],
    brokers: [passed],
  });
  expect(scorecardOf([passed, { broker: 'nats', scenarios: [FAILED] }], [], 0)).toMatchObject({ passed: false });
});

it('a run in which nothing was played proves nothing, and has not passed', () => {
  expect(scorecardOf([], ['rmq'], 0)).toMatchObject({ passed: false });
});

it('shows a scenario in one line, and why it has failed', () => {
  expect(shownResult('mqtt', PASSED, false)).toBe('mqtt  delivery          passed   1.2 s  lost 0');
  expect(shownResult('mqtt', FAILED, false)).toBe(
    'mqtt  frozen            FAILED  20.0 s  lost 0/2\n  mqtt frozen: lost must be 0, but it is 0/2',
  );
});

it('colours nothing but the verdict', () => {
  expect(shownResult('mqtt', PASSED, true)).toContain(' \u001B[32mpassed\u001B[39m ');
  expect(shownResult('mqtt', FAILED, true)).toContain(' \u001B[31mFAILED\u001B[39m ');
});
