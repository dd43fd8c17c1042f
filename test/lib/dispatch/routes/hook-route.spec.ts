import { jest } from '@jest/globals';
import { PayloadInvalidError } from '../../../../lib/errors/payload-invalid.error.js';
import { Refusals } from '../../../../lib/dispatch/refusals.js';
import type { EventTaker } from '../../../../lib/dispatch/routes/broadcast-route.js';
import { HookRoute } from '../../../../lib/dispatch/routes/hook-route.js';
import { RecordedLog } from '../../support/dispatch-fixture.js';

const HOOK = { kind: 'k', hook: 'on_a', kindApiVersion: '1.0.0' };

function routeOf(taker: EventTaker) {
  const log = new RecordedLog();
  const refusals = new Refusals(log, () => true, { route: 'r' });
  return { route: new HookRoute('r', HOOK, taker, refusals, log), refusals, log };
}

describe('the route of a hook', () => {
  it('hands an event over as it is', () => {
    const taken: unknown[] = [];
    const payload = { a: 1 };
    const { route, log } = routeOf((...event) => taken.push(event));
    route.take(payload, 'e1', 5);
    expect(taken).toEqual([[payload, 'e1', 5]]);
    expect(log.lines).toEqual([]);
  });

  it.each<[unknown, string]>([
    [new Error('no room'), '"no room"'],
    [null, 'null'],
    [undefined, 'undefined'],
    ['text\nforged=1', '"text\\nforged=1"'],
    [Symbol('s'), 'Symbol(s)'],
  ])('survives a taker that throws %p, and says so in one line afterwards', async (thrown, text) => {
    const { route, log } = routeOf(() => {
      throw thrown;
    });
    expect(() => route.take({}, 'e1', 5)).not.toThrow();
    expect(log.entries).toEqual([]);
    await Promise.resolve();
    expect(log.entries).toEqual([{ level: 'error', line: `route=r kind=k hook=on_a error=${text}`, stack: undefined }]);
  });

  it('survives a taker that throws what cannot be read', async () => {
    const hostile = Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('again');
      },
    });
    const { route, log } = routeOf(() => {
      throw hostile;
    });
    route.take({}, 'e1', 5);
    await Promise.resolve();
    expect(log.lines).toEqual([expect.stringMatching(/^route=r kind=k hook=on_a error=/)]);
  });

  it('counts and logs an event that cannot leave the process, in its own name', () => {
    const { route, refusals, log } = routeOf(() => {});
    route.refuse(new PayloadInvalidError('k', 'on_a', '/x', 'is a bigint'));
    expect(refusals.counts()).toEqual([{ kind: 'k', hook: 'on_a', code: 'PAYLOAD_INVALID', count: 1 }]);
    expect(log.lines).toEqual(['route=r kind=k hook=on_a refused=PAYLOAD_INVALID path=/x error="is a bigint"']);
  });
});

describe('the route of a hook whose taker throws again and again', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  /** So many events that the taker throws at. */
  async function failing(count: number) {
    const parts = routeOf(() => {
      throw new Error('no room');
    });
    for (let taken = 0; taken < count; taken++) parts.route.take({}, `e${taken}`, 5);
    await Promise.resolve();
    return parts;
  }

  it('writes 10 lines, and 10 seconds later how many it left out', async () => {
    const { log } = await failing(100);
    expect(log.lines).toEqual(Array(10).fill('route=r kind=k hook=on_a error="no room"'));
    jest.advanceTimersByTime(10_000);
    expect(log.lines.slice(10)).toEqual(['route=r kind=k hook=on_a suppressed=90']);
  });

  it('writes lines again after that', async () => {
    const { log, route } = await failing(11);
    jest.advanceTimersByTime(10_000);
    route.take({}, 'e', 5);
    await Promise.resolve();
    expect(log.lines.slice(10)).toEqual([
      'route=r kind=k hook=on_a suppressed=1',
      'route=r kind=k hook=on_a error="no room"',
    ]);
  });

  it('has its lines for itself: another hook that fails writes its own', async () => {
    const [one, two] = [await failing(100), await failing(10)];
    expect([one.log.lines.length, two.log.lines.length]).toEqual([10, 10]);
  });
});
