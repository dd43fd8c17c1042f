import { jest } from '@jest/globals';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { NotifyService, OnHook, PluginRegistry, type BroadcastNotifyResult } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp } from '../lib/support/start-app.js';

describe('the life of an application', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  const heard: unknown[] = [];
  beforeEach(() => {
    heard.length = 0;
  });
  @Injectable()
  class Listener implements OnModuleInit {
    @OnHook('k', 'on_a')
    hear(payload: unknown): void {
      heard.push(payload);
    }

    async onModuleInit(): Promise<void> {
      await new Promise((resolve) => setImmediate(resolve));
      heard.push('is set up');
    }
  }

  describe('#20 a publisher that comes too early or too late', () => {
    it('fills the buffer while starting: nothing is thrown, and one line has the figures of what was dropped', async () => {
      const thrown: unknown[] = [];
      @Injectable()
      class Publisher {
        constructor(notify: NotifyService) {
          try {
            for (let n = 1; n <= 1_500; n++) notify.notify('k', 'on_a', { n });
          } catch (error) {
            thrown.push(error);
          }
        }
      }
      const { app, log, registry } = await startApp({ hookspecs }, { providers: [Publisher, Listener] });
      expect(thrown).toEqual([]);
      expect(heard).toEqual(['is set up', ...Array.from({ length: 1024 }, (_, index) => ({ n: index + 1 }))]);
      expect(log.lines('error')).toEqual([
        '476 events published while starting were dropped: the bootstrap buffer holds 1024 (option bootstrapBuffer)',
      ]);
      expect(registry.kinds()[0]?.hooks[0]?.refused).toBe(476);
      await app.close();
    });

    it('publishes after shutdown: nothing is thrown, nobody hears, 10 lines say why, and one more says how many there were', async () => {
      const { app, notify, log } = await startApp({ hookspecs }, { providers: [Listener] });
      const registry = app.get(PluginRegistry);
      await app.close();
      jest.useFakeTimers();
      for (let count = 0; count < 25; count++) expect(() => notify.notify('k', 'on_a', {})).not.toThrow();
      jest.advanceTimersByTime(10_000);
      jest.useRealTimers();
      const line = 'kind=k hook=on_a refused=SHUT_DOWN error="it was published after the application had shut down"';
      expect(log.lines('error')).toEqual([
        ...Array.from({ length: 10 }, () => line),
        line.replace('error=', 'suppressed=15 error='),
      ]);
      expect(registry.kinds()[0]?.hooks[0]?.refused).toBe(25);
      expect(heard).toEqual(['is set up']);
      expect(await notify.dispatch('k', 'on_a', {})).toMatchObject({ delivered: 0, refused: { code: 'SHUT_DOWN' } });
    });
  });

  describe('#26 an onModuleInit', () => {
    it('that awaits dispatch() and whenIdle() does not deadlock the start, and its event is delivered', async () => {
      let result: BroadcastNotifyResult | undefined;
      @Injectable()
      class Publisher implements OnModuleInit {
        constructor(private readonly notify: NotifyService) {}

        async onModuleInit(): Promise<void> {
          result = await this.notify.dispatch('k', 'on_a', { n: 1 });
          await this.notify.whenIdle();
          heard.push('the publisher is set up');
        }
      }
      // Imported, so that Nest calls the publisher's onModuleInit before the listener's.
      @Module({ providers: [Publisher] })
      class EarlierModule {}
      const { app, log } = await startApp({ hookspecs }, { imports: [EarlierModule], providers: [Listener] });
      expect(result).toEqual({ delivered: 0, failed: [], buffered: true });
      expect(heard).toEqual(['the publisher is set up', 'is set up', { n: 1 }]);
      expect(log.lines('error')).toEqual([]);
      await app.close();
    });

    it('of a subscriber that awaits them both for its own hook does not deadlock either', async () => {
      @Injectable()
      class Both extends Listener {
        constructor(private readonly notify: NotifyService) {
          super();
        }

        override async onModuleInit(): Promise<void> {
          await this.notify.dispatch('k', 'on_a', { n: 1 });
          await this.notify.whenIdle();
          await super.onModuleInit();
        }
      }
      const { app } = await startApp({ hookspecs }, { providers: [Both] });
      expect(heard).toEqual(['is set up', { n: 1 }]);
      await app.close();
    });
  });
});
