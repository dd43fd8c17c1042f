import { jest } from '@jest/globals';
import { SubscriberHealth } from '../../../lib/dispatch/subscriber-health.js';

/** Records outcomes as a deliverer does: `.` is a success, `x` a failure. Returns the status after each change. */
class Recorded {
  readonly health = new SubscriberHealth();
  readonly changes: string[] = [];
  private deliveries = 0;

  record(outcomes: string): this {
    for (const outcome of outcomes) {
      this.deliveries++;
      if (outcome === 'x') this.note(this.health.failed(this.deliveries));
      else if (!this.health.isSpotless) this.note(this.health.succeeded(this.deliveries));
    }
    return this;
  }

  private note(hasChanged: boolean): void {
    if (hasChanged) this.changes.push(this.health.status);
  }
}

describe('the health of a subscriber', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is operational at first, for no reason', () => {
    expect(new Recorded().health).toMatchObject({ status: 'operational', reason: undefined, consecutiveFailures: 0 });
  });

  it.each([
    ['5 failures in a row', 'xxxxx', '5 failures in a row'],
    ['5 failures in a row after many successes', `${'.'.repeat(100)}xxxxx`, '5 failures in a row'],
    ['half of 10 deliveries failing', 'x.x.x.x.x.', '5 of the last 10 deliveries failed'],
    ['half of the last 20 failing', `${'.'.repeat(100)}${'xxx.xx..xx.x.xx'}`, '10 of the last 20 deliveries failed'],
  ])('is degraded by %s', (_, outcomes, reason) => {
    const recorded = new Recorded().record(outcomes);
    expect(recorded.health).toMatchObject({ status: 'degraded', reason });
    expect(recorded.changes).toEqual(['degraded']);
  });

  it.each([
    ['4 failures in a row', 'xxxx'],
    ['half of 9 deliveries failing', 'x.x.x.x.x'],
    ['4 of 10 failing', 'x.x.x.x...'],
    ['9 of the last 20 failing', `${'.'.repeat(100)}x.x.x.x.x.x.x.x.x.`],
    ['failures that are no longer among the last 20', `xxxx${'.'.repeat(20)}xxxx`],
    ['any number of successes', '.'.repeat(1_000)],
  ])('is not degraded by %s', (_, outcomes) => {
    expect(new Recorded().record(outcomes).changes).toEqual([]);
  });

  it('counts failures in a row, up to the next success', () => {
    const recorded = new Recorded().record('..xxx');
    expect(recorded.health.consecutiveFailures).toBe(3);
    expect(recorded.record('.').health.consecutiveFailures).toBe(0);
  });

  it('comes back with 5 successes in a row and 2 of the last 20 failed, once 60 s have passed', () => {
    const recorded = new Recorded().record('xxxxx');
    jest.advanceTimersByTime(60_000);
    recorded.record('.'.repeat(17));
    expect(recorded.health.status).toBe('degraded');
    recorded.record('.');
    expect(recorded.changes).toEqual(['degraded', 'operational']);
    expect(recorded.health.reason).toBe('2 of the last 20 deliveries failed, none of the last 5');
  });

  it('does not come back within 60 s, however well it does', () => {
    const recorded = new Recorded().record('xxxxx');
    jest.advanceTimersByTime(59_999);
    recorded.record('.'.repeat(1_000));
    expect(recorded.health).toMatchObject({ status: 'degraded', recoversIn: 1 });
    jest.advanceTimersByTime(1);
    expect(recorded.record('.').changes).toEqual(['degraded', 'operational']);
  });

  it('does not come back when one of the last 5 failed', () => {
    const recorded = new Recorded().record('xxxxx');
    jest.advanceTimersByTime(60_000);
    recorded.record(`${'.'.repeat(15)}x....`);
    expect(recorded.health.status).toBe('degraded');
    expect(recorded.health.recoversIn).toBeUndefined();
    expect(recorded.record('.').health.status).toBe('operational');
  });

  it('says since when it has its status', () => {
    jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
    const recorded = new Recorded();
    jest.advanceTimersByTime(5_000);
    expect(recorded.health.since).toEqual(new Date('2026-01-01T00:00:00Z'));
    recorded.record('xxxxx');
    jest.advanceTimersByTime(1_000);
    recorded.record('x');
    expect(recorded.health.since).toEqual(new Date('2026-01-01T00:00:05Z'));
  });

  it('begins anew after it came back: another 5 failures in a row degrade it', () => {
    const recorded = new Recorded().record('xxxxx');
    jest.advanceTimersByTime(60_000);
    recorded.record(`${'.'.repeat(20)}xxxx`);
    expect(recorded.health.status).toBe('operational');
    expect(recorded.record('x').changes).toEqual(['degraded', 'operational', 'degraded']);
  });

  it('changes once in an hour in which every second delivery fails', () => {
    const recorded = new Recorded();
    for (let second = 0; second < 3_600; second++) {
      recorded.record(second % 2 === 0 ? 'x' : '.');
      jest.advanceTimersByTime(1_000);
    }
    expect(recorded.changes).toEqual(['degraded']);
  });

  it('is spotless, and needs no record of successes, while none of the last 20 failed and it is operational', () => {
    const recorded = new Recorded();
    expect(recorded.health.isSpotless).toBe(true);
    expect(recorded.record('x').health.isSpotless).toBe(false);
    expect(recorded.record('.'.repeat(19)).health.isSpotless).toBe(false);
    expect(recorded.record('.').health.isSpotless).toBe(true);
  });

  it('is not spotless while it is degraded, or it could never come back', () => {
    const recorded = new Recorded().record(`xxxxx${'.'.repeat(30)}`);
    expect(recorded.health.isSpotless).toBe(false);
    jest.advanceTimersByTime(60_000);
    expect(recorded.record('.').health).toMatchObject({ status: 'operational', isSpotless: true });
  });

  it('is not spotless when it comes back with failures among the last 20', () => {
    const recorded = new Recorded().record('xxxxx');
    jest.advanceTimersByTime(60_000);
    expect(recorded.record('.'.repeat(18)).health).toMatchObject({ status: 'operational', isSpotless: false });
  });
});
