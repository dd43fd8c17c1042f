// oxlint-disable unicorn/no-thenable -- thenables are what subscribers return here
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { StatisticsKeeper } from '../../../../lib/dispatch/observation/statistics-keeper.js';
import type { Listener } from '../../../../lib/dispatch/subscriber.js';
import { afterEverythingDue, openBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { WatchedChannel } from '../../support/watched-channel.js';

const boom = new Error('boom');

/** What subscribers do. Each is made anew for each run, so that every run has the same before it. */
const BEHAVIOURS: Readonly<Record<string, () => Listener>> = {
  returns: () => () => 1,
  throws: () => () => {
    throw boom;
  },
  'throws null': () => () => {
    throw null;
  },
  resolves: () => async () => 1,
  'resolves later': () => () => new Promise((resolve) => setTimeout(resolve, 7)),
  rejects: () => () => Promise.reject(boom),
  'rejects later': () => () => new Promise((_, reject) => setTimeout(() => reject(boom), 7)),
  generates: () =>
    function* () {
      yield 1;
    },
  hangs: () => () => new Promise(() => {}),
  'settles too late': () => () => new Promise((resolve) => setTimeout(resolve, 900)),
  'calls back at once': () => () => ({ then: (resolve: () => void) => resolve() }),
  'has a then that throws': () => () => ({
    then: () => {
      throw boom;
    },
  }),
  'has a then that cannot be read': () => () => ({
    get then(): unknown {
      throw boom;
    },
  }),
  'is no function': () => undefined as unknown as Listener,
  'fails every other time': () => {
    let calls = 0;
    return () => {
      if (calls++ % 2 === 0) throw boom;
    };
  },
};

function unknownBehaviour(): never {
  throw new Error('there is no such behaviour');
}

type Step = 'notify' | 'dispatch' | 'wait' | 'watch or not';

interface Scenario {
  readonly behaviours: readonly string[];
  readonly maxInFlight: number;
  readonly steps: readonly Step[];
}

interface Run {
  readonly outcome: unknown;
  readonly channel: WatchedChannel;
}

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  behaviours: fc.array(fc.constantFrom(...Object.keys(BEHAVIOURS)), { minLength: 1, maxLength: 5 }),
  maxInFlight: fc.integer({ min: 1, max: 4 }),
  steps: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<Step>('notify', 'dispatch') },
      { weight: 2, arbitrary: fc.constant<Step>('wait') },
      { weight: 1, arbitrary: fc.constant<Step>('watch or not') },
    ),
    { minLength: 1, maxLength: 12 },
  ),
});

/** @param observed when somebody looks: never, all the time, now and then; or whether statistics are kept besides */
async function run(
  { behaviours, maxInFlight, steps }: Scenario,
  observed: 'never' | 'always' | 'sometimes' | 'statistics' | 'both',
): Promise<Run> {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  let channel = new WatchedChannel();
  if (observed !== 'always' && observed !== 'both') channel.stop();
  let isWatching = false;
  const subscribers = behaviours.map((name, index) =>
    subscriberOf((BEHAVIOURS[name] ?? unknownBehaviour)(), `P${index}`, 'on_a', 'k', { timeout: 300, maxInFlight }),
  );
  const bus = openBus(subscribers);
  const keeper = new StatisticsKeeper(bus.channels, bus.log);
  const stop = observed === 'statistics' || observed === 'both' ? keeper.keep({ onDuration: () => 0 }) : () => {};
  const results: unknown[] = [];
  for (const step of steps) {
    if (step === 'notify') bus.notify();
    else if (step === 'dispatch') void bus.dispatcher.dispatch('k', 'on_a', {}, undefined).then((r) => results.push(r));
    else if (step === 'wait') await jest.advanceTimersByTimeAsync(10);
    else if (observed === 'sometimes') {
      if (isWatching) channel.stop();
      else channel = new WatchedChannel();
      isWatching = !isWatching;
    }
  }
  await jest.advanceTimersByTimeAsync(2_000);
  stop();
  if (observed === 'always' || observed === 'both' || isWatching) channel.stop();
  const counts = subscribers.map(({ delivered, failed, timedOut, shed, inFlight, health }) => {
    return { delivered, failed, timedOut, shed, inFlight, failures: health.consecutiveFailures, status: health.status };
  });
  await bus.dispatcher.close();
  jest.useRealTimers();
  // Deliveries that nobody looks at may share a timeout: in which order lines of two plugins come says nothing.
  return { outcome: { counts, results, log: bus.log.lines.toSorted() }, channel };
}

const parameters = { seed: 20261125, numRuns: 120 };

describe('counts, results and log lines', () => {
  afterEach(() => jest.useRealTimers());

  it.each(['always', 'sometimes', 'statistics', 'both'] as const)(
    'are the same whether somebody looks at the deliveries or not: %s',
    async (observed) => {
      await fc.assert(
        fc.asyncProperty(scenarios, async (scenario) => {
          const { outcome } = await run(scenario, observed);
          expect(outcome).toEqual((await run(scenario, 'never')).outcome);
        }),
        parameters,
      );
    },
  );

  it('agree with what the channel tells: each delivery has its events, in their order, and one outcome', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { outcome, channel } = await run(scenario, 'always');
        const sequences = channel.perDelivery();
        for (const sequence of sequences) {
          expect(sequence).toMatch(
            /^start, (end delivered|error (failed|shed), end \2|end, asyncStart delivered, asyncEnd delivered|end, error (failed|timed_out), asyncStart \3, asyncEnd \3)$/,
          );
        }
        const { counts } = outcome as { counts: Record<'delivered' | 'failed' | 'timedOut' | 'shed', number>[] };
        const sum = (key: 'delivered' | 'failed' | 'timedOut' | 'shed'): number =>
          counts.reduce((total, count) => total + count[key], 0);
        const ended = (how: string): number => sequences.filter((sequence) => sequence.endsWith(` ${how}`)).length;
        expect([ended('delivered'), ended('timed_out'), ended('shed')]).toEqual([
          sum('delivered'),
          sum('timedOut'),
          sum('shed'),
        ]);
        expect(ended('failed')).toBe(sum('failed') - sum('timedOut') - sum('shed'));
      }),
      parameters,
    );
  });
});

describe('a publisher that stands where the stack ends', () => {
  it('has no delivery counted or timed twice, and leaves none in flight', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const subscribers = [
      subscriberOf(() => 0),
      subscriberOf(async () => 0, 'Q'),
      subscriberOf(() => {
        throw boom;
      }, 'R'),
    ];
    const bus = openBus(subscribers);
    const stop = new StatisticsKeeper(bus.channels, bus.log).keep({ onDuration: () => 0 });
    let published = 0;
    // Each frame that is given back leaves a little more room than the one before.
    (function dive(): void {
      attempt(dive);
      if (published < 3_000) attempt(() => bus.notify(published++));
    })();
    await afterEverythingDue();
    for (const { delivered, failed, inFlight, record } of subscribers) {
      const { count = 0 } = record?.statistics(delivered).durations ?? {};
      expect(inFlight).toBe(0);
      expect(delivered + failed).toBeGreaterThan(0);
      expect(delivered + failed).toBeLessThanOrEqual(published);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(delivered + failed);
    }
    stop();
    jest.restoreAllMocks();
  });
});

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // The stack has ended.
  }
}
