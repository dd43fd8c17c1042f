import type { ApplicationReport } from '../../../bench/soak/scorecard/application-report.js';
import { brokenPromises } from '../../../bench/soak/scorecard/broken-promises.js';
import { balance } from '../../../bench/soak/scorecard/delivery-balance.js';
import { scorecardOf, type Observations, type Scorecard } from '../../../bench/soak/scorecard/scorecard.js';

const REPORT: ApplicationReport = {
  accounts: [{ plugin: 'P', hook: 'h', owed: 10, told: 8, threw: 3 }],
  subscribers: [{ plugin: 'P', hook: 'h', delivered: 4, failed: 6, timedOut: 1, shed: 2, inFlight: 0 }],
  refusals: [{ hook: 'h', provoked: 5, counted: 5 }],
  eventsPublished: 10,
  eventsRefused: 6,
  publishersThrownAt: 0,
  wrongDispatchResults: 0,
  mutationsSeen: 0,
  observersTold: 2,
  unhandledRejections: 0,
  uncaughtExceptions: 0,
  faults: [],
  notifyMicroseconds: { p50: 27.349, p99: 160.051, measured: 10 },
};

const SEEN: Observations = {
  seconds: 60,
  requests: 20,
  wrongAnswers: 0,
  log: { lines: 100, forged: 0, attempts: 7 },
  heap: { before: 20 * 1_048_576, after: 21.26 * 1_048_576 },
  shutdown: { milliseconds: 2_500, exitCode: 0, inTime: true },
};

function scorecard(report: Partial<ApplicationReport> = {}, seen: Partial<Observations> = {}): Scorecard {
  const whole = { ...REPORT, ...report };
  return scorecardOf(whole, balance(whole), { ...SEEN, ...seen });
}

it('tells everything of a run in which every promise was kept', () => {
  expect(scorecard()).toEqual({
    node: process.version,
    seconds: 60,
    requests: 20,
    events: { published: 10, refused: 6 },
    deliveries: { owed: 10, made: 4, failed: 3, timedOut: 1, shed: 2 },
    mustBeZero: {
      unaccountedFor: 0,
      stillInFlight: 0,
      miscountedCalls: 0,
      miscountedRefusals: 0,
      wrongAnswers: 0,
      wrongDispatchResults: 0,
      publishersThrownAt: 0,
      mutationsSeen: 0,
      unhandledRejections: 0,
      uncaughtExceptions: 0,
      forgedLogLines: 0,
    },
    log: { lines: 100, forgeriesAttempted: 7 },
    observersFailed: 2,
    heapMegabytes: { before: 20, after: 21.3 },
    notifyMicroseconds: { p50: 27.3, p99: 160.1 },
    shutdown: { milliseconds: 2_500, exitCode: 0, inTime: true },
  });
  expect(brokenPromises(scorecard())).toEqual([]);
});

it.each<[string, Scorecard]>([
  ['miscountedRefusals', scorecard({ refusals: [{ hook: 'h', provoked: 5, counted: 4 }] })],
  ['wrongAnswers', scorecard({}, { wrongAnswers: 1 })],
  ['wrongDispatchResults', scorecard({ wrongDispatchResults: 1 })],
  ['publishersThrownAt', scorecard({ publishersThrownAt: 1 })],
  ['mutationsSeen', scorecard({ mutationsSeen: 1 })],
  ['unhandledRejections', scorecard({ unhandledRejections: 1 })],
  ['uncaughtExceptions', scorecard({ uncaughtExceptions: 1 })],
  ['forgedLogLines', scorecard({}, { log: { lines: 100, forged: 1, attempts: 7 } })],
])('%s breaks a promise from 1 on', (name, card) => {
  expect(brokenPromises(card)).toEqual([`${name} must be 0, but it is 1`]);
});

it('a delivery that is unaccounted for breaks a promise, and the sum shows it as well', () => {
  const card = scorecard({ accounts: [{ plugin: 'P', hook: 'h', owed: 11, told: 8, threw: 3 }] });
  expect(brokenPromises(card)).toEqual([
    'unaccountedFor must be 0, but it is 1',
    'owed is 11, but made + failed + timedOut + shed is 10',
  ]);
});

it('an application that does not exit in time breaks a promise', () => {
  expect(brokenPromises(scorecard({}, { shutdown: { milliseconds: 7_000, exitCode: null, inTime: false } }))).toEqual([
    'the application did not exit in time: it was ended after 7000 ms',
    'the application exited with a signal instead of 0',
  ]);
});

it('a run in which nothing was survived proves nothing, and says so', () => {
  const nothing = { plugin: 'P', hook: 'h', delivered: 10, failed: 0, timedOut: 0, shed: 0, inFlight: 0 };
  const accounts = [{ plugin: 'P', hook: 'h', owed: 10, told: 10, threw: 0 }];
  const report = { accounts, subscribers: [nothing], refusals: [], eventsRefused: 0, observersTold: 0 };
  const card = scorecard(report, { log: { lines: 1, forged: 0, attempts: 0 } });
  expect(brokenPromises(card)).toEqual(
    ['failed', 'timedOut', 'shed', 'refused', 'observersFailed', 'forgeriesAttempted'].map(
      (name) => `${name} is 0: the run proves nothing about it`,
    ),
  );
});
