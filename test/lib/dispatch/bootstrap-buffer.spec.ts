import { AsyncLocalStorage } from 'node:async_hooks';
import { BootstrapBuffer, type BufferedEvent } from '../../../lib/dispatch/bootstrap-buffer.js';

describe('the bootstrap buffer', () => {
  it('hands its events over in the order they came, as they came', () => {
    const buffer = new BootstrapBuffer(3);
    const events = ['a', 'b', 'c'].map(eventOf);
    for (const event of events) expect(buffer.push(event)).toBe(true);
    expect(released(buffer)).toEqual(events);
  });

  it('drops the newest once it is full, and counts them', () => {
    const buffer = new BootstrapBuffer(2);
    expect(['a', 'b', 'c', 'd'].map((hook) => buffer.push(eventOf(hook)))).toEqual([true, true, false, false]);
    expect(buffer.counts).toEqual({ kept: 2, dropped: 2 });
    expect(released(buffer).map(({ hook }) => hook)).toEqual(['a', 'b']);
  });

  it('that holds nothing drops everything', () => {
    const buffer = new BootstrapBuffer(0);
    expect(buffer.push(eventOf('a'))).toBe(false);
    expect(buffer.counts).toEqual({ kept: 0, dropped: 1 });
  });

  it('hands each event over once', () => {
    const buffer = new BootstrapBuffer(2);
    buffer.push(eventOf('a'));
    released(buffer);
    expect(buffer.counts.kept).toBe(0);
    expect(released(buffer)).toEqual([]);
  });

  it('hands each event over in the asynchronous context it was published in', () => {
    const storage = new AsyncLocalStorage<string>();
    const buffer = new BootstrapBuffer(3);
    storage.run('first', () => buffer.push(eventOf('a')));
    buffer.push(eventOf('b'));
    storage.run('third', () => buffer.push(eventOf('c')));
    const contexts: unknown[] = [];
    storage.run('whoever releases', () => buffer.release(({ hook }) => contexts.push([hook, storage.getStore()])));
    expect(contexts).toEqual([
      ['a', 'first'],
      ['b', undefined],
      ['c', 'third'],
    ]);
  });
});

function eventOf(hook: string): BufferedEvent {
  return { kind: 'k', hook, payload: {}, id: undefined, occurredAt: 0 };
}

function released(buffer: BootstrapBuffer): BufferedEvent[] {
  const events: BufferedEvent[] = [];
  buffer.release((event) => events.push(event));
  return events;
}
