import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp, type TestApp } from '../lib/support/start-app.js';

const boom = (): never => {
  throw new Error('boom');
};
const withoutMessage = (): Error => Object.defineProperty(new Error('hidden'), 'message', { get: boom });
const withoutStack = (): Error => Object.defineProperty(new Error('shown'), 'stack', { get: boom });

const FORGED = '\nplugin=x error=ok\u001b[2K\u2028';
const FORGED_FRAME = 'plugin=x error=ok\u001b[2K\u2028plugin=x';
const HUGE = FORGED.repeat(250_000);

describe('whatever a subscriber throws', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let fail: () => unknown;
  const heard: string[] = [];
  @Injectable()
  class Earlier {
    @OnHook('k', 'on_a')
    hear(): void {
      heard.push('earlier');
    }
  }
  @Injectable()
  class Failing {
    @OnHook('k', 'on_a')
    hear(): unknown {
      return fail();
    }
  }
  @Injectable()
  class Later {
    @OnHook('k', 'on_a')
    async hear(): Promise<void> {
      await Promise.resolve();
      heard.push('later');
    }
  }

  let current: TestApp;
  const start = async (...providers: (new () => object)[]): Promise<TestApp> => {
    heard.length = 0;
    current = await startApp({ hookspecs }, { providers });
    return current;
  };
  afterEach(() => current.app.close());

  describe.each<[string, make: () => unknown, shown: string]>([
    ['null', () => null, 'null'],
    ['undefined', () => undefined, 'undefined'],
    ['Symbol()', () => Symbol(), 'Symbol()'],
    ['a frozen object', () => Object.freeze({ message: 'frozen' }), 'frozen'],
    ['a frozen Error', () => Object.freeze(new Error('frozen')), 'frozen'],
    ['an Error whose message getter throws', withoutMessage, 'Error'],
    ['an Error whose stack getter throws', withoutStack, 'shown'],
  ])('#12 %s', (_, make, shown) => {
    it.each<[string, (thrown: unknown) => unknown]>([
      [
        'thrown',
        (thrown) => {
          throw thrown;
        },
      ],
      ['rejected with', (thrown) => Promise.reject(thrown)],
    ])('%s is one line, and the others run', async (__, failWith) => {
      const { notify, log } = await start(Earlier, Failing, Later);
      const thrown = make();
      fail = () => failWith(thrown);
      const { delivered, failed } = await notify.dispatch('k', 'on_a', {});
      expect(delivered).toBe(2);
      expect(heard).toEqual(['earlier', 'later']);
      expect(failed).toHaveLength(1);
      expect(Object.is(failed[0]?.error, thrown)).toBe(true);
      expect(log.lines('error')).toEqual([`plugin=Failing error=${shown} kind=k hook=on_a`]);
    });
  });

  it.each<[string, make: () => unknown]>([
    ['a forged message', () => new Error(FORGED)],
    ['a message of 5 MB', () => new Error(HUGE)],
    ['a forged stack', () => Object.assign(new Error('m'), { stack: `Error: m\n    at f${FORGED} (a.ts:1:2)` })],
    ['a forged frame of a stack', () => Object.assign(new Error('m'), { stack: `Error: m\n    at ${FORGED_FRAME}` })],
    ['a stack of 5 MB', () => Object.assign(new Error('m'), { stack: `Error: m\n    at f${HUGE} (a.ts:1:2)` })],
    ['a message and a stack of 5 MB', () => Object.assign(new Error(HUGE), { stack: `${HUGE}\n    at f (a.ts:1:2)` })],
    ['a text of 5 MB', () => HUGE],
  ])('#13 %s is logged as one line, escaped, of at most 1,024 characters', async (_, make) => {
    const { notify, log } = await start(Failing, Later);
    fail = () => {
      throw make();
    };
    expect((await notify.dispatch('k', 'on_a', {})).delivered).toBe(1);
    const [entry, ...more] = log.entries.filter(({ level }) => level === 'error');
    expect(more).toEqual([]);
    expect(entry?.message).toMatch(/^plugin=Failing error=[\u0020-\u007e…]+ kind=k hook=on_a$/);
    expect(entry?.message.length).toBeLessThanOrEqual(1024);
    for (const line of entry?.stack?.split('\n') ?? []) {
      expect(line).toMatch(/^[\u0020-\u007e…]{0,1024}$/);
      expect(line).not.toMatch(/^\s*plugin=/);
    }
  });

  it('#14 synchronously in the first of three leaves the other two to run', async () => {
    const { notify, log, registry } = await start(Failing, Earlier, Later);
    fail = boom;
    expect(() => notify.notify('k', 'on_a', {})).not.toThrow();
    expect(heard).toEqual(['earlier']);
    await notify.whenIdle();
    expect(heard).toEqual(['earlier', 'later']);
    const counts = registry
      .subscribersOf('k', 'on_a')
      .map(({ plugin, delivered, failed }) => [plugin, delivered, failed]);
    expect(counts).toEqual([
      ['Failing', 0, 1],
      ['Earlier', 1, 0],
      ['Later', 1, 0],
    ]);
    expect(log.lines('error')).toEqual(['plugin=Failing error=boom kind=k hook=on_a']);
  });
});
