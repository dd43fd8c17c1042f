import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { anyKey, anyPayload } from '../lib/support/any-payload.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp, type TestApp } from '../lib/support/start-app.js';

// A seed of its own keeps the runs of everybody alike; without it fast-check takes a new one each time.
const RUNS = { seed: 27, numRuns: 1_000 };

/** Any JSON value, names that mean something to JavaScript among its keys. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -0),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json')),
    fc.dictionary(anyKey, tie('json')),
  ),
}));

/** Whether something holds for every object and list in a value. */
function holdsForAll(value: unknown, test: (object: object) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return test(value) && Object.values(value).every((inner) => holdsForAll(inner, test));
}

function asJsonCarriesIt(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('an event under a schema that allows anything', () => {
  const folder = new HookspecFolder();
  folder.write('any.json', 'true');
  const hookspecs = folder.declareWith('k', { on_a: 'any.json' });

  @Injectable()
  class Listener {
    heard: unknown[] = [];

    @OnHook('k', 'on_a')
    hear(payload: unknown): unknown {
      return this.heard.push(payload);
    }
  }
  @Injectable()
  class AsyncListener extends Listener {
    override async hear(payload: unknown): Promise<void> {
      await Promise.resolve();
      super.hear(payload);
    }
  }

  let current: TestApp;
  beforeAll(async () => {
    current = await startApp({ hookspecs }, { providers: [Listener, AsyncListener] });
  });
  afterAll(async () => {
    await current.app.close();
    folder.remove();
  });

  /** What was heard since it was asked last, by both. */
  function takeHeard(): unknown[] {
    return [current.app.get(Listener), current.app.get(AsyncListener)].flatMap((listener) => listener.heard.splice(0));
  }
  const refused = (): number => current.registry.kinds()[0]?.hooks[0]?.refused ?? Number.NaN;

  it('arrives, whatever JSON value it has, exactly as JSON carries it and deeply frozen, and the publisher’s own stays as it is', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (payload) => {
        const before = serialize(payload);
        const { delivered, refused: reason } = await current.notify.dispatch('k', 'on_a', payload);
        expect([delivered, reason]).toEqual([2, undefined]);
        for (const heard of takeHeard()) {
          expect(isDeepStrictEqual(heard, asJsonCarriesIt(payload))).toBe(true);
          expect(holdsForAll(heard, Object.isFrozen)).toBe(true);
        }
        expect(serialize(payload).equals(before)).toBe(true);
        expect(holdsForAll(payload, (object) => !Object.isFrozen(object))).toBe(true);
      }),
      RUNS,
    );
    expect(refused()).toBe(0);
  });

  it('whatever it has at all, never makes notify() throw, and is heard as JSON carries it or refused once', async () => {
    let timesHeard = 0;
    let timesRefused = 0;
    await fc.assert(
      fc.asyncProperty(anyPayload, async (payload) => {
        const refusedBefore = refused();
        expect(() => current.notify.notify('k', 'on_a', payload)).not.toThrow();
        await current.notify.whenIdle();
        const heard = takeHeard();
        if (refused() > refusedBefore) {
          timesRefused++;
          expect(refused()).toBe(refusedBefore + 1);
          expect(heard).toEqual([]);
          return;
        }
        timesHeard++;
        expect(heard).toHaveLength(2);
        for (const one of heard) {
          expect(isDeepStrictEqual(one, asJsonCarriesIt(payload))).toBe(true);
          expect(JSON.stringify(one)).toBe(JSON.stringify(payload));
          expect(holdsForAll(one, Object.isFrozen)).toBe(true);
        }
      }),
      RUNS,
    );
    // Neither of the two may be what always happens.
    expect(Math.min(timesHeard, timesRefused)).toBeGreaterThan(RUNS.numRuns / 10);
  });
});
