import { Arrivals } from '../../../lib/relay/arrivals.js';

describe('the arrivals of events', () => {
  it('take the first event of an instance whatever its number, and miss nothing before it', () => {
    const arrivals = new Arrivals();
    expect(arrivals.take('/a', 4711)).toBe(true);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 0 });
  });

  it('take events in their order', () => {
    const arrivals = new Arrivals();
    expect([1, 2, 3].map((sequence) => arrivals.take('/a', sequence))).toEqual([true, true, true]);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 0 });
  });

  it('count the events between two as missed', () => {
    const arrivals = new Arrivals();
    expect([1, 2, 6, 8].map((sequence) => arrivals.take('/a', sequence))).toEqual([true, true, true, true]);
    expect(arrivals).toMatchObject({ missed: 4, repeated: 0 });
  });

  it('do not take one that has come before', () => {
    const arrivals = new Arrivals();
    expect([1, 2, 2, 1, 3].map((sequence) => arrivals.take('/a', sequence))).toEqual([true, true, false, false, true]);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 2 });
  });

  it('count each instance for itself', () => {
    const arrivals = new Arrivals();
    arrivals.take('/a', 1);
    expect(arrivals.take('/b', 1)).toBe(true);
    expect(arrivals.take('/b', 3)).toBe(true);
    expect(arrivals.take('/a', 2)).toBe(true);
    expect(arrivals).toMatchObject({ missed: 1, repeated: 0 });
  });

  it('remember 1,024 instances, and forget the one that they heard of first', () => {
    const arrivals = new Arrivals();
    for (let index = 0; index < 1024; index++) arrivals.take(`/${index}`, 5);
    expect(arrivals.take('/0', 5)).toBe(false);
    arrivals.take('/1024', 5);
    expect(arrivals.take('/1', 5)).toBe(false);
    // Forgotten: it is taken as if it were new, and in its turn the next one is forgotten.
    expect(arrivals.take('/0', 5)).toBe(true);
    expect(arrivals.take('/1', 5)).toBe(true);
    expect(arrivals.take('/3', 5)).toBe(false);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 3 });
  });
});

describe('events that come late', () => {
  it('are taken, and are missed no more', () => {
    const arrivals = new Arrivals();
    const taken = [1, 5, 3, 2].map((sequence) => arrivals.take('/a', sequence));
    expect(taken).toEqual([true, true, true, true]);
    expect(arrivals).toMatchObject({ missed: 1, repeated: 0 });
  });

  it('are taken once', () => {
    const arrivals = new Arrivals();
    const taken = [1, 3, 2, 2].map((sequence) => arrivals.take('/a', sequence));
    expect(taken).toEqual([true, true, true, false]);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 1 });
  });

  it('are taken of the instance that misses them, and of no other', () => {
    const arrivals = new Arrivals();
    for (const sequence of [1, 3]) arrivals.take('/a', sequence);
    for (const sequence of [1, 2, 3]) arrivals.take('/b', sequence);
    expect(arrivals.take('/b', 2)).toBe(false);
    expect(arrivals.take('/a', 2)).toBe(true);
  });

  it('are not taken when they come before the first that was heard: nobody knows of them', () => {
    const arrivals = new Arrivals();
    arrivals.take('/a', 5);
    expect(arrivals.take('/a', 4)).toBe(false);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 1 });
  });

  it('are the last 4,096 of a gap: one before them is taken for a repeated one, and stays missed', () => {
    const arrivals = new Arrivals();
    arrivals.take('/a', 1);
    arrivals.take('/a', 6000);
    expect(arrivals.missed).toBe(5998);
    expect([6000 - 4097, 6000 - 4096].map((sequence) => arrivals.take('/a', sequence))).toEqual([false, true]);
    expect(arrivals).toMatchObject({ missed: 5997, repeated: 1 });
  });

  it('are the last 4,096 of many gaps', () => {
    const arrivals = new Arrivals();
    for (let sequence = 0; sequence <= 10_000; sequence += 2) arrivals.take('/a', sequence);
    expect(arrivals.missed).toBe(5000);
    const late = Array.from({ length: 5000 }, (_, index) => 2 * index + 1);
    const taken = late.filter((sequence) => arrivals.take('/a', sequence));
    expect(taken).toEqual(late.slice(-4096));
    expect(arrivals).toMatchObject({ missed: 904, repeated: 904 });
  });

  it('are all of 4,096', () => {
    const arrivals = new Arrivals();
    arrivals.take('/a', 1);
    arrivals.take('/a', 4098);
    for (let sequence = 2; sequence < 4098; sequence++) arrivals.take('/a', sequence);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 0 });
  });

  it('are known without being taken down', () => {
    const arrivals = new Arrivals();
    arrivals.take('/a', 5);
    expect([4, 5, 6].map((sequence) => arrivals.isRepeated('/a', sequence))).toEqual([true, true, false]);
    expect(arrivals.isRepeated('/b', 1)).toBe(false);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 2 });
  });

  it('do not silence their instance with a number that nobody would get to', () => {
    const arrivals = new Arrivals();
    arrivals.take('/a', 1);
    expect(arrivals.take('/a', Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(arrivals.isRepeated('/a', 2)).toBe(false);
    expect(arrivals.take('/a', 2)).toBe(true);
    expect(arrivals).toMatchObject({ missed: 0, repeated: 0 });
  });
});
