import { Inject, Injectable, Module, Scope } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { OnHook } from 'nestjs-plugin-system';
import { openBus, subscriberOf } from '../lib/support/dispatch-fixture.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp } from '../lib/support/start-app.js';

describe('subscribers', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  const heard: string[] = [];
  beforeEach(() => {
    heard.length = 0;
  });
  @Injectable()
  class Steady {
    @OnHook('k', 'on_a')
    hear(): void {
      heard.push('steady');
    }
  }

  describe('#19 a request-scoped plugin', () => {
    @Injectable({ scope: Scope.REQUEST })
    class Unmakable {
      constructor() {
        throw new Error('no database');
      }

      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('unmakable');
      }
    }
    @Injectable({ scope: Scope.REQUEST })
    class Dependent {
      constructor(@Inject('BROKEN') readonly broken: unknown) {}

      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('dependent');
      }
    }
    const BROKEN = {
      provide: 'BROKEN',
      scope: Scope.REQUEST,
      useFactory: (): never => {
        throw null;
      },
    };

    it.each([
      ['whose constructor throws', [Unmakable], 'plugin=Unmakable error="no database" kind=k hook=on_a'],
      ['whose dependency throws null', [BROKEN, Dependent], 'plugin=Dependent error=null kind=k hook=on_a'],
    ])('%s is isolated, and logged with its class', async (_, providers, line) => {
      const { app, notify, log, registry } = await startApp({ hookspecs }, { providers: [...providers, Steady] });
      expect(() => notify.notify('k', 'on_a', {})).not.toThrow();
      const { delivered, failed } = await notify.dispatch('k', 'on_a', {});
      await notify.whenIdle();
      expect([delivered, failed.length]).toEqual([1, 1]);
      expect(heard).toEqual(['steady', 'steady']);
      expect(log.lines('error')).toEqual([line, line]);
      expect(registry.subscribersOf('k', 'on_a')[0]).toMatchObject({ delivered: 0, failed: 2, inFlight: 0 });
      await app.close();
    });
  });

  describe('#23 a running broadcast', () => {
    it('does not reach a subscriber that is added during it, synchronously or later', async () => {
      let refresh: () => unknown = () => undefined;
      @Injectable()
      class Refreshing {
        @OnHook('k', 'on_a')
        async hear(): Promise<void> {
          heard.push('refreshing');
          refresh();
          await Promise.resolve();
          refresh();
        }
      }
      @Injectable()
      class Lazy {
        @OnHook('k', 'on_a')
        hear(): void {
          heard.push('lazy');
        }
      }
      @Module({ providers: [Lazy] })
      class LazyModule {}
      const { app, notify, registry } = await startApp({ hookspecs }, { providers: [Refreshing, Steady] });
      await app.get(LazyModuleLoader).load(() => LazyModule);
      refresh = () => registry.refresh();

      const { delivered, failed } = await notify.dispatch('k', 'on_a', {});
      expect([delivered, failed]).toEqual([2, []]);
      expect(heard).toEqual(['refreshing', 'steady']);
      expect((await notify.dispatch('k', 'on_a', {})).delivered).toBe(3);
      expect(heard.slice(2)).toEqual(['refreshing', 'steady', 'lazy']);
      await app.close();
    });

    // Nest cannot unload a module, and there is no way to unsubscribe: only the channels themselves can be asked.
    it('still reaches a subscriber that is removed during it', async () => {
      let unsubscribe: () => unknown = () => undefined;
      const first = subscriberOf(() => (heard.push('first'), unsubscribe()), 'First');
      const second = subscriberOf(() => heard.push('second'), 'Second');
      const third = subscriberOf(async () => heard.push('third'), 'Third');
      const bus = openBus([first, second, third]);
      const channel = bus.channels.find('k', 'on_a');
      if (channel === undefined) throw new Error('the fixture declares it');
      unsubscribe = () => (channel.subscribers = channel.subscribers.filter((subscriber) => subscriber !== second));

      const { delivered, failed } = await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
      expect([delivered, failed]).toEqual([3, []]);
      expect(heard).toEqual(['first', 'second', 'third']);
      bus.notify();
      expect(heard.slice(3)).toEqual(['first', 'third']);
    });
  });
});
