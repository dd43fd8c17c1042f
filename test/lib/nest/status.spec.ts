import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { OnHook, type PluginStatusChange } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

let isFailing = true;

@Injectable()
class Exporter {
  @OnHook('k', 'on_a')
  exportA(): void {
    if (isFailing) throw new Error('connect ECONNREFUSED');
  }

  @OnHook('k', 'on_b')
  exportB(): void {}
}

describe("a plugin's status", () => {
  let current: TestApp;
  const changes: PluginStatusChange[] = [];
  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    isFailing = true;
    changes.length = 0;
    current = await startApp({ hookspecs }, { providers: [Exporter] });
    current.registry.onStatusChange((change) => changes.push(change));
  });
  afterEach(async () => {
    await current.app.close();
    jest.useRealTimers();
  });

  function publish(times: number, hook = 'on_a'): void {
    for (let count = 0; count < times; count++) current.notify.notify('k', hook, {});
  }

  it('is operational while it does well, and says since when', () => {
    publish(3, 'on_b');
    expect(current.registry.plugins()).toMatchObject([
      { name: 'Exporter', status: 'operational', reason: undefined, since: expect.any(Date) as unknown },
    ]);
  });

  it('is degraded once one of its subscribers keeps failing, which is told to observers and written once', () => {
    publish(7);
    publish(7, 'on_b');
    expect(current.registry.plugins()).toMatchObject([
      {
        name: 'Exporter',
        status: 'degraded',
        reason: '5 failures in a row',
        subscribers: [
          { method: 'exportA', status: 'degraded', reason: '5 failures in a row', consecutiveFailures: 7 },
          { method: 'exportB', status: 'operational', reason: undefined, consecutiveFailures: 0 },
        ],
      },
    ]);
    expect(changes).toMatchObject([{ plugin: 'Exporter', status: 'degraded', method: 'exportA', hook: 'on_a' }]);
    expect(current.log.lines('warn')).toEqual([
      'plugin=Exporter status=degraded reason="5 failures in a row" kind=k hook=on_a',
    ]);
  });

  it('is a label: the plugin is told of every event', () => {
    publish(50);
    expect(current.registry.subscribersOf('k', 'on_a')).toMatchObject([{ failed: 50 }]);
  });

  it('is operational again after 60 s in which it recovered', () => {
    publish(5);
    isFailing = false;
    publish(20);
    expect(changes).toHaveLength(1);
    jest.advanceTimersByTime(61_000);
    expect(changes.map(({ status }) => status)).toEqual(['degraded', 'operational']);
    expect(current.registry.plugins()).toMatchObject([{ status: 'operational' }]);
  });

  it('is not told to an observer that was taken back', () => {
    const stop = current.registry.onStatusChange((change) => changes.push(change));
    stop();
    publish(5);
    expect(changes).toHaveLength(1);
  });

  it('can be observed by a function only, which is said at once', () => {
    const nothing = undefined as unknown as () => void;
    expect(() => current.registry.onStatusChange(nothing)).toThrow('onStatusChange() needs a function');
  });

  it('leaves notify() alone when an observer throws', () => {
    current.registry.onStatusChange(() => {
      throw new Error('no pager');
    });
    expect(() => publish(5)).not.toThrow();
    expect(current.log.lines('error')).toContain('observer=onStatusChange plugin=Exporter error="no pager"');
  });
});
