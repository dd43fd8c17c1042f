import type { Account, ApplicationReport, SubscriberCounts } from '../../../bench/soak/scorecard/application-report.js';
import { balance } from '../../../bench/soak/scorecard/delivery-balance.js';

const ACCOUNT: Account = { plugin: 'P', hook: 'h', owed: 10, told: 8, threw: 3 };
const COUNTS: SubscriberCounts = {
  plugin: 'P',
  hook: 'h',
  delivered: 4,
  failed: 6,
  timedOut: 1,
  shed: 2,
  inFlight: 0,
};

function balanceOf(accounts: readonly Account[], subscribers: readonly SubscriberCounts[]) {
  return balance({ accounts, subscribers } as unknown as ApplicationReport);
}

it('takes what timed out and what was shed out of the failed, of which the library says they are part', () => {
  expect(balanceOf([ACCOUNT], [COUNTS])).toEqual({
    owed: 10,
    made: 4,
    failed: 3,
    timedOut: 1,
    shed: 2,
    unaccountedFor: 0,
    miscounted: 0,
    inFlight: 0,
    complaints: [],
  });
});

it('adds the subscribers up', () => {
  const other = { plugin: 'Q', hook: 'h' };
  const sum = balanceOf([ACCOUNT, { ...ACCOUNT, ...other }], [COUNTS, { ...COUNTS, ...other }]);
  expect(sum).toMatchObject({ owed: 20, made: 8, failed: 6, timedOut: 2, shed: 4, unaccountedFor: 0 });
});

it('misses a delivery of which nobody knows what became', () => {
  const { unaccountedFor, complaints } = balanceOf([{ ...ACCOUNT, owed: 11 }], [COUNTS]);
  expect(unaccountedFor).toBe(1);
  expect(complaints).toEqual([
    'P h: owed 11, made 4, failed 3, timed out 1, shed 2, in flight 0; ' +
      'the plugin itself was told 8 times and failed 3 times',
  ]);
});

it('lets no subscriber that has too many make up for one that has too few', () => {
  const accounts = [ACCOUNT, { ...ACCOUNT, hook: 'i' }];
  const subscribers = [
    { ...COUNTS, delivered: 3 },
    { ...COUNTS, hook: 'i', delivered: 5 },
  ];
  expect(balanceOf(accounts, subscribers)).toMatchObject({ owed: 20, made: 8, unaccountedFor: 2 });
});

it('misses a subscriber that the library does not know', () => {
  expect(balanceOf([ACCOUNT], [])).toMatchObject({ owed: 10, made: 0, unaccountedFor: 10 });
});

it('notices a subscriber that the application does not know', () => {
  expect(balanceOf([], [COUNTS])).toMatchObject({ owed: 0, unaccountedFor: 10 });
});

it.each<[string, Partial<Account>]>([
  ['was told once more than the library has counted', { told: 9 }],
  ['failed once less than the library has counted', { threw: 2 }],
])('notices when a plugin says that it %s', (_, difference) => {
  const { miscounted, unaccountedFor, complaints } = balanceOf([{ ...ACCOUNT, ...difference }], [COUNTS]);
  expect({ miscounted, unaccountedFor }).toEqual({ miscounted: 1, unaccountedFor: 0 });
  expect(complaints).toHaveLength(1);
});

it('notices what is still in flight', () => {
  const { inFlight, complaints } = balanceOf([ACCOUNT], [{ ...COUNTS, inFlight: 1 }]);
  expect(inFlight).toBe(1);
  expect(complaints).toHaveLength(1);
});
