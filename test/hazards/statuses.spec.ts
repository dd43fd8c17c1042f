import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { OnHook, type PluginStatusChange } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp, type TestApp } from '../lib/support/start-app.js';

const boom = (): never => {
  throw new Error('boom');
};

describe('a plugin that fails again and again', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let isFailing: boolean;
  @Injectable()
  class Unsteady {
    @OnHook('k', 'on_a')
    hear(): void {
      if (isFailing) boom();
    }
  }
  @Injectable()
  class Steady {
    heard = 0;

    @OnHook('k', 'on_a')
    hear(): void {
      this.heard++;
    }
  }

  let current: TestApp;
  let changes: PluginStatusChange[];
  beforeEach(async () => {
    isFailing = true;
    changes = [];
    current = await startApp({ hookspecs }, { providers: [Unsteady, Steady] });
    current.registry.onStatusChange((change) => changes.push(change));
  });
  afterEach(() => current.app.close());

  const publish = (times: number): void => {
    for (let count = 0; count < times; count++) current.notify.notify('k', 'on_a', {});
  };
  const statusOf = (plugin: string) => current.registry.plugins().find(({ name }) => name === plugin)?.status;
  const seen = (): string[] => changes.map(({ plugin, status }) => `${plugin} ${status}`);

  describe('#18 when what it is reported to fails too', () => {
    it('a logger that throws changes nothing for the publisher, the others and the counts', async () => {
      Object.assign(current.log, { error: boom, warn: boom, log: boom });
      expect(() => publish(20)).not.toThrow();
      expect(() => current.notify.notify('k', 'on_unknown', {})).not.toThrow();
      expect(() => current.notify.notify('k', 'on_a', boom)).not.toThrow();
      const { delivered, failed } = await current.notify.dispatch('k', 'on_a', {});
      expect([delivered, failed.length]).toEqual([1, 1]);
      expect(current.app.get(Steady).heard).toBe(21);
      expect(current.registry.subscribersOf('k', 'on_a')[0]?.failed).toBe(21);
      expect(seen()).toEqual(['Unsteady degraded']);
    });

    it.each<[string, () => unknown]>([
      ['throws', boom],
      ['rejects', () => Promise.reject(new Error('boom'))],
    ])(
      'a status observer that %s is logged, and the publisher and other observers do not feel it',
      async (_, observer) => {
        const { registry, log } = current;
        registry.onStatusChange(observer);
        const others: string[] = [];
        registry.onStatusChange(({ status }) => others.push(status));
        expect(() => publish(20)).not.toThrow();
        await new Promise((resolve) => setImmediate(resolve));
        expect(others).toEqual(['degraded']);
        expect(current.app.get(Steady).heard).toBe(20);
        expect(log.lines('error').filter((line) => line.startsWith('observer'))).toEqual([
          expect.stringContaining('error=boom'),
        ]);
      },
    );

    it('both at once are survived', () => {
      Object.assign(current.log, { error: boom, warn: boom, log: boom });
      current.registry.onStatusChange(boom);
      expect(() => publish(20)).not.toThrow();
      expect(current.app.get(Steady).heard).toBe(20);
    });
  });

  describe('#22 over simulated time', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('is degraded after 5 failures, and operational once it has recovered', () => {
      publish(4);
      expect(statusOf('Unsteady')).toBe('operational');
      publish(1);
      expect(statusOf('Unsteady')).toBe('degraded');
      isFailing = false;
      for (let second = 0; second < 120; second++) {
        publish(1);
        jest.advanceTimersByTime(1_000);
      }
      expect(statusOf('Unsteady')).toBe('operational');
      expect(seen()).toEqual(['Unsteady degraded', 'Unsteady operational']);
    });

    it.each([
      [1, 1],
      [10, 1],
      [1, 30],
    ])(
      'for an hour, every second time of %d events in %d s, it changes 2 times at the most, and all is delivered',
      (events, seconds) => {
        const times = (3_600 / seconds) * events;
        for (let count = 0; count < times; count++) {
          isFailing = count % 2 === 0;
          publish(1);
          if (count % events === 0) jest.advanceTimersByTime(seconds * 1_000);
        }
        expect(seen().length).toBeLessThanOrEqual(2);
        expect(seen()[0]).toBe('Unsteady degraded');
        expect(current.registry.subscribersOf('k', 'on_a')).toMatchObject([
          { plugin: 'Unsteady', delivered: times / 2, failed: times / 2 },
          { plugin: 'Steady', delivered: times },
        ]);
        expect(statusOf('Steady')).toBe('operational');
      },
    );
  });
});
