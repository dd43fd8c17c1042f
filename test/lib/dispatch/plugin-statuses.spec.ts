import { jest } from '@jest/globals';
import type { PluginStatusChange } from '../../../lib/dispatch/status-observers.js';
import { SafeLog } from '../../../lib/dispatch/log.js';
import { afterEverythingDue, openBus, subscriberOf, type Bus, type BusParts } from '../support/dispatch-fixture.js';

/** A bus whose subscribers of `on_a` and `on_b` fail when they are told to. */
class Failing {
  isFailing = true;
  readonly changes: PluginStatusChange[] = [];
  readonly bus: Bus;

  constructor(parts?: BusParts) {
    const hear = () => {
      if (this.isFailing) throw new Error('boom');
    };
    this.bus = openBus([subscriberOf(hear, 'P', 'on_a'), subscriberOf(hear, 'P', 'on_b')], parts);
    this.bus.statuses.observe((change) => this.changes.push(change));
  }

  publish(times: number, hook = 'on_a'): this {
    for (let count = 0; count < times; count++) this.bus.dispatcher.notify('k', hook, {}, undefined);
    return this;
  }

  get statuses(): string[] {
    return this.changes.map(({ status, hook }) => `${status} by ${hook}`);
  }
}

describe("a plugin's status", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is operational at first, since the beginning', () => {
    jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
    const { bus } = new Failing();
    jest.advanceTimersByTime(1_000);
    const since = new Date('2026-01-01T00:00:00Z');
    expect(bus.statuses.of('P')).toEqual({ status: 'operational', reason: undefined, since });
  });

  it('changes once to degraded when it fails 5 times, and once back when it recovers: each is told and logged', () => {
    jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
    const failing = new Failing().publish(8);
    failing.isFailing = false;
    jest.advanceTimersByTime(60_000);
    failing.publish(30);
    expect(failing.changes).toEqual([
      {
        plugin: 'P',
        status: 'degraded',
        reason: '5 failures in a row',
        since: new Date('2026-01-01T00:00:00Z'),
        method: 'hear',
        kind: 'k',
        hook: 'on_a',
      },
      {
        plugin: 'P',
        status: 'operational',
        reason: '2 of the last 20 deliveries failed, none of the last 5',
        since: new Date('2026-01-01T00:01:00Z'),
        method: 'hear',
        kind: 'k',
        hook: 'on_a',
      },
    ]);
    expect(failing.bus.log.entries.filter(({ line }) => line.includes('status='))).toEqual([
      {
        level: 'warn',
        line: 'plugin=P status=degraded reason="5 failures in a row" kind=k hook=on_a',
        stack: undefined,
      },
      {
        level: 'info',
        line: 'plugin=P status=operational reason="2 of the last 20 deliveries failed, none of the last 5" kind=k hook=on_a',
        stack: undefined,
      },
    ]);
  });

  it('is degraded by a failure that makes half of the last 10', () => {
    const failing = new Failing();
    for (const outcome of 'x.x.x.x..x') {
      failing.isFailing = outcome === 'x';
      failing.publish(1);
    }
    expect(failing.bus.statuses.of('P').reason).toBe('5 of the last 10 deliveries failed');
  });

  it('is logged after the failure that brought it about', () => {
    const failing = new Failing().publish(5);
    expect(failing.bus.log.lines.map((line) => line.split(' ')[1])).toEqual([
      ...Array.from({ length: 5 }, () => 'error=boom'),
      'status=degraded',
    ]);
  });

  it('is that of its worst subscriber', () => {
    const failing = new Failing().publish(5, 'on_a');
    jest.advanceTimersByTime(1_000);
    failing.publish(5, 'on_b');
    failing.isFailing = false;
    jest.advanceTimersByTime(60_000);
    failing.publish(30, 'on_a');
    expect(failing.bus.statuses.of('P')).toMatchObject({ status: 'degraded', reason: '5 failures in a row' });
    failing.publish(30, 'on_b');
    expect(failing.bus.statuses.of('P').status).toBe('operational');
    expect(failing.statuses).toEqual(['degraded by on_a', 'operational by on_b']);
  });

  it('since and reason are those of the whole plugin, not of the subscriber that was last degraded', () => {
    jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
    const failing = new Failing().publish(5, 'on_a');
    jest.advanceTimersByTime(1_000);
    for (let round = 0; round < 5; round++) {
      failing.isFailing = true;
      failing.publish(1, 'on_b');
      failing.isFailing = false;
      failing.publish(1, 'on_b');
    }
    const since = new Date('2026-01-01T00:00:00Z');
    expect(failing.bus.statuses.of('P')).toEqual({ status: 'degraded', reason: '5 failures in a row', since });
    jest.advanceTimersByTime(60_000);
    failing.publish(30, 'on_a');
    expect(failing.bus.statuses.of('P')).toEqual({
      status: 'degraded',
      reason: '5 of the last 10 deliveries failed',
      since,
    });
  });

  it('comes back after 60 s although the plugin is not told of anything then', () => {
    const failing = new Failing().publish(5);
    failing.isFailing = false;
    failing.publish(20);
    jest.advanceTimersByTime(59_000);
    expect(failing.statuses).toEqual(['degraded by on_a']);
    jest.advanceTimersByTime(1_100);
    expect(failing.statuses).toEqual(['degraded by on_a', 'operational by on_a']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not change any more by itself once the application has shut down', async () => {
    const failing = new Failing().publish(5);
    failing.isFailing = false;
    failing.publish(20);
    await failing.bus.dispatcher.close();
    jest.advanceTimersByTime(120_000);
    expect(failing.statuses).toEqual(['degraded by on_a']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is not changed by what shutdown gives up on: every deployment would change it', async () => {
    const never = () => new Promise(() => undefined);
    const bus = openBus([subscriberOf(never, 'P', 'on_a', 'k', { timeout: 0 })], { options: { shutdownTimeout: 10 } });
    for (let count = 0; count < 30; count++) bus.notify();
    const closed = bus.dispatcher.close();
    await jest.advanceTimersByTimeAsync(10);
    await closed;
    expect(bus.statuses.of('P').status).toBe('operational');
  });

  it('does not come back by itself when the plugin has failed once more', () => {
    const failing = new Failing().publish(5);
    failing.isFailing = false;
    failing.publish(20);
    failing.isFailing = true;
    failing.publish(1);
    jest.advanceTimersByTime(120_000);
    expect(failing.statuses).toEqual(['degraded by on_a']);
    failing.isFailing = false;
    failing.publish(5);
    expect(failing.statuses).toEqual(['degraded by on_a', 'operational by on_a']);
  });

  it('counts timeouts and shed deliveries', () => {
    const never = () => new Promise(() => undefined);
    const late = subscriberOf(never, 'Late', 'on_a', 'k', { timeout: 100 });
    const full = subscriberOf(never, 'Full', 'on_a', 'k', { timeout: 0, maxInFlight: 1 });
    const bus = openBus([late, full]);
    for (let count = 0; count < 6; count++) bus.notify();
    expect(bus.statuses.of('Full').status).toBe('degraded');
    expect(bus.statuses.of('Late').status).toBe('operational');
    jest.advanceTimersByTime(400);
    expect(bus.statuses.of('Late').status).toBe('degraded');
  });

  it('does not count what was refused: that is the fault of the publisher', () => {
    const failing = new Failing();
    for (let count = 0; count < 20; count++) failing.bus.notify(() => 0);
    expect(failing.changes).toEqual([]);
  });

  it('keeps nothing from being delivered', () => {
    const failing = new Failing().publish(100);
    expect(failing.bus.channels.find('k', 'on_a')?.subscribers[0]?.failed).toBe(100);
  });
});

describe('an observer of statuses', () => {
  const boom = (): never => {
    throw new Error('observer');
  };

  it('that throws is logged, and neither the publisher nor another observer feels it', () => {
    const failing = new Failing();
    const others: string[] = [];
    failing.bus.statuses.observe(boom);
    failing.bus.statuses.observe(({ status }) => others.push(status));
    expect(() => failing.publish(5)).not.toThrow();
    expect(others).toEqual(['degraded']);
    expect(failing.bus.log.lines.filter((line) => line.startsWith('observer='))).toEqual([
      'observer=onStatusChange plugin=P error=observer',
    ]);
  });

  it('that rejects is logged, and leaves no unhandled rejection behind', async () => {
    const failing = new Failing();
    failing.bus.statuses.observe(async () => Promise.reject(new Error('observer')));
    failing.publish(5);
    await afterEverythingDue();
    expect(failing.bus.log.lines).toContain('observer=onStatusChange plugin=P error=observer');
  });

  it('that throws is survived even when the logger throws too', () => {
    const failing = new Failing({ writeTo: () => new SafeLog({ error: boom, warn: boom, info: boom }) });
    failing.bus.statuses.observe(boom);
    expect(() => failing.publish(20)).not.toThrow();
    expect(failing.statuses).toEqual(['degraded by on_a']);
  });

  it('cannot change what another one is told', () => {
    const { bus } = new Failing();
    const told: Date[] = [];
    bus.statuses.observe(({ since }) => since.setTime(0));
    bus.statuses.observe(({ since }) => told.push(since));
    for (let count = 0; count < 5; count++) bus.notify();
    expect(told[0]?.getTime()).toBeGreaterThan(0);
    expect(bus.statuses.of('P').since.getTime()).toBeGreaterThan(0);
  });

  it('is told no more once it is taken back, although another one is the same function', () => {
    const { bus } = new Failing();
    const told: string[] = [];
    const observer = ({ plugin }: PluginStatusChange): number => told.push(plugin);
    const takeBack = bus.statuses.observe(observer);
    bus.statuses.observe(observer);
    takeBack();
    takeBack();
    for (let count = 0; count < 5; count++) bus.notify();
    expect(told).toEqual(['P']);
  });
});
