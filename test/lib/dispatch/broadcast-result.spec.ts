import { BroadcastTally } from '../../../lib/dispatch/broadcast-result.js';

describe('the tally of a broadcast', () => {
  it('settles at once when nobody was told', async () => {
    await expect(new BroadcastTally().whenSettled()).resolves.toEqual({ delivered: 0, failed: [] });
  });

  it('counts what succeeded, and names what failed with what was thrown', async () => {
    const tally = new BroadcastTally();
    tally.succeeded();
    tally.succeeded();
    tally.failedWith('A', null);
    tally.failedWith('A', 'again');
    await expect(tally.whenSettled()).resolves.toEqual({
      delivered: 2,
      failed: [
        { plugin: 'A', error: null },
        { plugin: 'A', error: 'again' },
      ],
    });
  });

  it('settles once every delivery that was under way has ended', async () => {
    const tally = new BroadcastTally();
    let settled = false;
    tally.pending++;
    tally.pending++;
    const result = tally.whenSettled().finally(() => (settled = true));
    tally.succeeded();
    tally.ended();
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);
    tally.failedWith('A', 'late');
    tally.ended();
    await expect(result).resolves.toEqual({ delivered: 1, failed: [{ plugin: 'A', error: 'late' }] });
  });

  it('settles when all that was under way has ended before somebody asks', async () => {
    const tally = new BroadcastTally();
    tally.pending++;
    tally.succeeded();
    tally.ended();
    await expect(tally.whenSettled()).resolves.toEqual({ delivered: 1, failed: [] });
  });
});
