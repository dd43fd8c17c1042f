import { jest } from '@jest/globals';
import fc from 'fast-check';
import { FailureLog } from '../../../lib/dispatch/failure-log.js';
import { MAX_LINE_LENGTH } from '../../../lib/dispatch/log-line.js';
import { withoutStack } from '../../../lib/errors/without-stack.js';
import { SubscriberTimeoutError } from '../../../lib/errors/subscriber-timeout.error.js';
import { RecordedLog, subscriberOf } from '../support/dispatch-fixture.js';

const boom = (): never => {
  throw new Error('boom');
};

describe('the failure log', () => {
  it('writes one error line that begins with plugin and error and says kind and hook', () => {
    expect(written(new Error('connect ECONNREFUSED 127.0.0.1:9091'))).toMatchObject({
      level: 'error',
      line: 'plugin=MetricsExporter error="connect ECONNREFUSED 127.0.0.1:9091" kind=k hook=on_a',
    });
  });

  it.each([
    ['null', null, 'error=null'],
    ['undefined', undefined, 'error=undefined'],
    ['a symbol', Symbol('s'), 'error=Symbol(s)'],
    ['a frozen object', Object.freeze({ a: 1 }), 'error="{ a: 1 }"'],
    ['empty text', '', 'error=""'],
    [
      'an Error whose message getter throws',
      Object.defineProperty(new TypeError(), 'message', { get: boom }),
      'error=TypeError',
    ],
    ['an Error whose stack getter throws', Object.defineProperty(new Error('m'), 'stack', { get: boom }), 'error=m'],
  ])('writes one line for %s', (_, thrown: unknown, error) => {
    expect(written(thrown).line).toBe(`plugin=MetricsExporter ${error} kind=k hook=on_a`);
  });

  it('writes the stack, which starts with the escaped message', () => {
    const { stack } = written(new Error('first line\nplugin=x error=ok'));
    const lines = (stack ?? '').split('\n');
    expect(lines[0]).toBe(String.raw`"first line\nplugin=x error=ok"`);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(1).every((line) => line.startsWith('    at '))).toBe(true);
  });

  it('escapes the frames of the stack', () => {
    const error = new Error('m');
    error.stack = 'Error: m\n    at f\r\u001b[2Kplugin=x error=ok\u2028 (a.ts:1:2)';
    expect(written(error).stack).toBe(
      String.raw`m` + '\n    ' + String.raw`at f\r\x1b[2Kplugin=x error=ok\u2028 (a.ts:1:2)`,
    );
  });

  it('bounds each frame of the stack', () => {
    const error = new Error('m');
    error.stack = `Error: m\n    at ${'f'.repeat(10_000)}`;
    expect(written(error).stack?.split('\n')[1]?.length).toBeLessThanOrEqual(520);
  });

  it('writes no stack when there is none', () => {
    expect(written('text').stack).toBeUndefined();
  });

  it('writes no stack of a delivery that was given up: it would show this library', () => {
    expect(written(withoutStack(() => new SubscriberTimeoutError('P', 'late'))).stack).toBeUndefined();
  });

  it('keeps plugin, kind and hook when the message has 5 MB', () => {
    const { line } = written(new Error('x y\n'.repeat(1_250_000)));
    expect(line.length).toBeLessThanOrEqual(MAX_LINE_LENGTH);
    expect(line).toMatch(/^plugin=MetricsExporter error="x y\\nx y.*…" kind=k hook=on_a$/);
  });

  it('gives the message all the room that plugin, kind and hook leave', () => {
    const { line } = written(new Error('x'.repeat(5000)));
    expect(line).toHaveLength(MAX_LINE_LENGTH);
  });

  it('writes one line and lets nothing forge another, whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), (thrown) => {
        const { line, stack = '' } = written(thrown);
        expect(line).toMatch(/^plugin=MetricsExporter error=\P{C}+ kind=k hook=on_a$/u);
        expect(stack).not.toMatch(/^plugin=/m);
      }),
    );
  });

  it('writes one line for a revoked proxy, which nothing can be asked', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(written(proxy).line).toMatch(/^plugin=MetricsExporter error=.+ kind=k hook=on_a$/);
  });
});

describe('the failure log of a subscriber that keeps failing', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('has 10 lines in 10 seconds, then one that counts the rest', () => {
    const log = new RecordedLog();
    const failures = new FailureLog(log);
    const subscriber = subscriberOf(() => undefined);
    for (let count = 0; count < 25; count++) failures.write(subscriber, new Error('x'));
    expect(log.lines).toEqual(Array(10).fill('plugin=P error=x kind=k hook=on_a'));
    jest.advanceTimersByTime(10_000);
    expect(log.lines.slice(10)).toEqual([
      'plugin=P error="more failures than are logged" suppressed=15 kind=k hook=on_a',
    ]);
  });

  it('does not silence another subscriber, not even of the same plugin and hook', () => {
    const log = new RecordedLog();
    const failures = new FailureLog(log);
    const [noisy, quiet] = [subscriberOf(() => undefined), subscriberOf(() => undefined)];
    for (let count = 0; count < 25; count++) failures.write(noisy, new Error('x'));
    failures.write(quiet, new Error('y'));
    expect(log.lines.slice(10)).toEqual(['plugin=P error=y kind=k hook=on_a']);
  });

  it('says what it held back when it is flushed', () => {
    const log = new RecordedLog();
    const failures = new FailureLog(log);
    const subscriber = subscriberOf(() => undefined);
    for (let count = 0; count < 11; count++) failures.write(subscriber, new Error('x'));
    failures.flush();
    expect(log.lines.slice(10)).toEqual([expect.stringContaining('suppressed=1')]);
  });
});

function written(thrown: unknown): { level: string; line: string; stack: string | undefined } {
  const log = new RecordedLog();
  new FailureLog(log).write(
    subscriberOf(() => undefined, 'MetricsExporter'),
    thrown,
  );
  const [entry, ...more] = log.entries;
  if (entry === undefined || more.length > 0) throw new Error(`${log.entries.length} lines were written`);
  return entry;
}
