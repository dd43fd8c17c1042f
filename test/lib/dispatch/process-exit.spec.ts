import { onProcessExit } from '../../../lib/dispatch/process-exit.js';

// Jest gives each test file a process object of its own, so that this ends nothing.
const exit = (): boolean => process.emit('exit', 0);

describe('who asks to be called when the process exits', () => {
  it('is called then, once', () => {
    const called: string[] = [];
    const takeBack = ['first', 'second'].map((name) => onProcessExit(() => called.push(name)));
    expect(called).toEqual([]);
    exit();
    exit();
    expect(called).toEqual(['first', 'second']);
    for (const each of takeBack) each();
  });

  it('is not called when the request was taken back', () => {
    const called: string[] = [];
    const takeBack = onProcessExit(() => called.push('taken back'));
    const takeOtherBack = onProcessExit(() => called.push('kept'));
    takeBack();
    exit();
    takeOtherBack();
    expect(called).toEqual(['kept']);
  });

  it('is called although another one throws', () => {
    const called: string[] = [];
    const takeBack = [
      onProcessExit(() => {
        throw new Error('boom');
      }),
      onProcessExit(() => called.push('the other')),
    ];
    expect(exit).not.toThrow();
    expect(called).toEqual(['the other']);
    for (const each of takeBack) each();
  });

  it('adds one listener to the process, however many ask, and none once all have taken it back', () => {
    const before = process.listenerCount('exit');
    const takeBack = Array.from({ length: 50 }, () => onProcessExit(() => undefined));
    expect(process.listenerCount('exit')).toBe(before + 1);
    for (const each of takeBack) each();
    expect(process.listenerCount('exit')).toBe(before);
  });
});
