import { jest } from '@jest/globals';
import { ChildScript } from './support/child-script.js';

jest.setTimeout(60_000);

const MEGABYTE = 1_000_000;

/** What became of the deliveries of a subscriber, and by how many bytes the heap grew. */
interface Figures {
  readonly delivered: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly shed: number;
  readonly inFlight: number;
  readonly growth: number;
}

describe('#16 a subscriber that never settles, 10,000 times', () => {
  interface Answer {
    readonly whilePending: Figures;
    readonly afterwards: Figures;
    readonly afterClose: Omit<Figures, 'growth'>;
  }
  /** One event comes before the 10,000. */
  const publish = (options: object): ChildScript =>
    new ChildScript('never-settling.mjs', [JSON.stringify(options)], { nodeOptions: ['--expose-gc'] });

  it('costs less than 8 MB while they are pending, and nothing once they have timed out, each of them counted', async () => {
    const { whilePending, afterwards } = await publish({ timeout: 300 }).result<Answer>();
    expect(whilePending).toMatchObject({ delivered: 0, failed: 1, inFlight: 10_000, shed: 0 });
    expect(whilePending.growth).toBeLessThan(8 * MEGABYTE);
    expect(afterwards).toMatchObject({ delivered: 0, failed: 10_001, timedOut: 10_001, shed: 0, inFlight: 0 });
    expect(afterwards.growth).toBeLessThan(0.5 * MEGABYTE);
  });

  it('costs less than 8 MB also while the plugin itself holds on to its promises, and nothing once it lets go', async () => {
    const options = { timeout: 300, keepsPromises: true };
    const { whilePending, afterwards } = await publish(options).result<Answer>();
    expect(whilePending).toMatchObject({ inFlight: 10_000 });
    expect(whilePending.growth).toBeGreaterThan(2 * MEGABYTE);
    expect(whilePending.growth).toBeLessThan(8 * MEGABYTE);
    expect(afterwards).toMatchObject({ timedOut: 10_001, inFlight: 0 });
    expect(afterwards.growth).toBeLessThan(0.5 * MEGABYTE);
  });

  it('never has more in flight than its cap: the rest is shed, and counted', async () => {
    const { whilePending, afterwards } = await publish({ timeout: 300, maxInFlight: 100 }).result<Answer>();
    expect(whilePending).toMatchObject({ failed: 9_901, shed: 9_900, inFlight: 100 });
    expect(afterwards).toMatchObject({ failed: 10_001, timedOut: 101, shed: 9_900, inFlight: 0 });
    expect(afterwards.growth).toBeLessThan(0.5 * MEGABYTE);
  });

  it('does not keep shutdown from coming to its end in time, although nothing times out by itself', async () => {
    // Much less than the child's limit, and than the default of shutdownTimeout.
    const child = publish({ timeout: 0, shutdownTimeout: 300 });
    const { whilePending, afterClose } = await child.result<Answer>();
    expect(whilePending).toMatchObject({ failed: 0, inFlight: 10_001 });
    expect(afterClose).toMatchObject({ failed: 10_001, timedOut: 10_001, inFlight: 0 });
    expect(child.stderr).toContain(
      'plugin=Hanging error="10001 deliveries did not settle within 300 ms (option shutdownTimeout)"',
    );
  });
});

describe('#21 1,000,000 notify() calls to synchronous subscribers in one tick', () => {
  interface Answer {
    readonly growth: number;
    readonly promises: number;
    readonly isWatching: boolean;
    readonly delivered: readonly number[];
    readonly heard: readonly number[];
  }

  it('let the heap grow by less than 20 MB before any collection is forced, and make no promise', async () => {
    const options = { nodeOptions: ['--expose-gc'], limit: 45_000 };
    const { growth, ...counts } = await new ChildScript('million.mjs', [], options).result<Answer>();
    expect(counts).toEqual({
      promises: 0,
      isWatching: true,
      delivered: [1_000_000, 1_000_000],
      heard: [1_000_000, 1_000_000],
    });
    expect(growth).toBeLessThan(20 * MEGABYTE);
  });
});
