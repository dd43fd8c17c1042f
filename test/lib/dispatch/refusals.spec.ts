import { jest } from '@jest/globals';
import { Refusals } from '../../../lib/dispatch/refusals.js';
import { HookUnknownError } from '../../../lib/errors/hook-unknown.error.js';
import { PayloadInvalidError } from '../../../lib/errors/payload-invalid.error.js';
import { PluginSystemError } from '../../../lib/errors/plugin-system.error.js';
import { RecordedLog } from '../support/dispatch-fixture.js';

const shutDown = new PluginSystemError('SHUT_DOWN', 'it was late');
const invalid = new PayloadInvalidError('k', 'on_a', '/items/0/price', 'must be number');
const unknown = new HookUnknownError("names an unknown hook 'on_c'", 'k', 'on_c');

describe('a refused event', () => {
  it('is logged as an error with kind, hook, code and reason', () => {
    expect(written(shutDown)).toEqual([
      { level: 'error', line: 'kind=k hook=on_a refused=SHUT_DOWN error="it was late"', stack: undefined },
    ]);
  });

  it('is logged with the path into its payload, when that is the reason', () => {
    expect(written(invalid)[0]?.line).toBe(
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/items/0/price error="must be number"',
    );
  });

  it('is logged with an empty path when the payload itself is the reason', () => {
    expect(written(new PayloadInvalidError('k', 'on_a', '', 'is undefined'))[0]?.line).toBe(
      'kind=k hook=on_a refused=PAYLOAD_INVALID path="" error="is undefined"',
    );
  });

  it('cannot forge a line with its names or its reason', () => {
    const log = new RecordedLog();
    const nasty = 'a b="c"\nplugin=x error=ok\u001b[2K';
    new Refusals(log).write(nasty, nasty, new PayloadInvalidError(nasty, nasty, nasty, nasty));
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(log.lines[0]).not.toMatch(/[\u0000-\u001f]/);
    expect(log.lines[0]).toMatch(/^kind="(?:[^"\\]|\\.)*" hook="(?:[^"\\]|\\.)*" refused=PAYLOAD_INVALID /);
  });

  it('is one line of 1,024 characters at most, however long its names', () => {
    const log = new RecordedLog();
    const long = 'n'.repeat(1_000_000);
    new Refusals(log).write(long, long, new PayloadInvalidError(long, long, long, long));
    expect(log.lines[0]?.length).toBeLessThanOrEqual(1024);
  });
});

describe('refused events are logged', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('10 times in 10 seconds, and one line counts the rest', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 14; count++) refusals.write('k', 'on_a', shutDown);
    expect(log.lines).toHaveLength(10);
    jest.advanceTimersByTime(10_000);
    expect(log.entries.slice(10)).toEqual([
      { level: 'error', line: 'kind=k hook=on_a refused=SHUT_DOWN suppressed=4 error="it was late"', stack: undefined },
    ]);
  });

  it('10 times for each kind, each hook and each code', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 25; count++) {
      refusals.write('k', 'on_a', shutDown);
      refusals.write('k', 'on_a', invalid);
      refusals.write('k', 'on_b', shutDown);
      refusals.write('l', 'on_a', shutDown);
    }
    expect(log.lines).toHaveLength(40);
  });

  it('10 times for each reason, wherever in the payload it is', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 25; count++) {
      refusals.write('k', 'on_a', new PayloadInvalidError('k', 'on_a', `/items/${count}`, 'must be number'));
      refusals.write('k', 'on_a', new PayloadInvalidError('k', 'on_a', `/items/${count}`, 'must be text'));
    }
    expect(log.lines.filter((line) => line.endsWith('error="must be number"'))).toHaveLength(10);
    expect(log.lines.filter((line) => line.endsWith('error="must be text"'))).toHaveLength(10);
  });

  it('so that reasons which a payload makes up do not fill the log: past some they share 10 lines', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 5_000; count++) {
      refusals.write('k', 'on_a', new PayloadInvalidError('k', 'on_a', '', `must not have 'key_${count}'`));
    }
    expect(log.lines.length).toBeLessThan(500);
    expect(refusals.countOf('k', 'on_a')).toBe(5_000);
    const before = log.lines.length;
    refusals.flush();
    expect(log.lines.slice(before)).toEqual([expect.stringContaining(`suppressed=${5_000 - before}`)]);
  });

  it('so that the line for reasons which share 10 lines names none of them', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 100; count++) {
      refusals.write('k', 'on_a', new PayloadInvalidError('k', 'on_a', '', `must not have 'key_${count}'`));
    }
    refusals.flush();
    expect(log.lines.at(-1)).toMatch(/^kind=k hook=on_a .* error="of several kinds"$/);
  });

  it('with as much of the reason as fits into a line', () => {
    const log = new RecordedLog();
    new Refusals(log).write('k', 'on_a', new PayloadInvalidError('k', 'on_a', '', 'r'.repeat(5000)));
    expect(log.lines[0]).toHaveLength(1024);
  });

  it.each([
    ['a whole one', 'r'.repeat(256), 'r'.repeat(256)],
    ['the beginning of a long one', 'é'.repeat(5000), 'é'.repeat(256)],
  ])('with their reason in the line that counts the rest: %s', (_, reason, shown) => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 11; count++) {
      refusals.write('k', 'on_a', new PayloadInvalidError('k', 'on_a', '', reason));
    }
    refusals.flush();
    expect(log.lines.at(-1)).toBe(`kind=k hook=on_a refused=PAYLOAD_INVALID suppressed=1 error=${shown}`);
  });

  it('with what was held back when they are flushed', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 12; count++) refusals.write('k', 'on_a', shutDown);
    refusals.flush();
    expect(log.lines.slice(10)).toEqual(['kind=k hook=on_a refused=SHUT_DOWN suppressed=2 error="it was late"']);
  });

  it('not at all when they are only counted', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let count = 0; count < 12; count++) refusals.count('k', 'on_a', shutDown);
    refusals.flush();
    expect(log.lines).toEqual([]);
  });
});

describe('the count of a hook', () => {
  it('holds its refused events of every code, logged or not', () => {
    const refusals = new Refusals(new RecordedLog());
    for (let count = 0; count < 25; count++) refusals.write('k', 'on_a', shutDown);
    refusals.write('k', 'on_a', invalid);
    refusals.count('k', 'on_a', unknown);
    expect(refusals.countOf('k', 'on_a')).toBe(27);
  });

  it('is of that hook alone, not of one whose name begins alike', () => {
    const refusals = new Refusals(new RecordedLog());
    refusals.write('k', 'on_a', shutDown);
    refusals.write('k', 'on_ab', shutDown);
    refusals.write('kk', 'on_a', shutDown);
    expect(refusals.countOf('k', 'on_a')).toBe(1);
    expect(refusals.countOf('k', 'on_')).toBe(0);
  });

  it('is not raised by a made-up name that holds a line break', () => {
    const refusals = new Refusals(new RecordedLog());
    refusals.write('k', 'on_a\nSHUT_DOWN', unknown);
    refusals.write('k\non_a', 'SHUT_DOWN', unknown);
    expect(refusals.countOf('k', 'on_a')).toBe(0);
  });
});

describe('made-up names', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each([
    ['kinds', (index: number): [string, string] => [`kind_${index}`, 'on_a']],
    ['hooks', (index: number): [string, string] => ['k', `on_${index}`]],
    ['hooks of an empty kind', (index: number): [string, string] => ['', `on_${index}`]],
    ['kinds of an empty hook', (index: number): [string, string] => [`kind_${index}`, '']],
  ])('do not fill the memory: past some thousand they share a record and its 10 lines (%s)', (_, nameOf) => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let index = 0; index < 20_000; index++) refusals.write(...nameOf(index), unknown);
    expect(log.lines.length).toBeLessThan(2000);
  });

  it('leave a name that was refused before its own count and lines', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    refusals.write('k', 'on_a', unknown);
    for (let index = 0; index < 5_000; index++) refusals.write('k', `on_${index}`, unknown);
    refusals.write('k', 'on_a', unknown);
    expect(refusals.countOf('k', 'on_a')).toBe(2);
    expect(log.lines.at(-1)).toMatch(/^kind=k hook=on_a /);
  });

  it('that share a record are still counted in its suppressed lines', () => {
    const log = new RecordedLog();
    const refusals = new Refusals(log);
    for (let index = 0; index < 5_000; index++) refusals.write('k', `on_${index}`, unknown);
    const before = log.lines.length;
    refusals.flush();
    expect(log.lines.slice(before)).toEqual([
      `refused=HOOK_UNKNOWN suppressed=${5_000 - before} error="of several kinds"`,
    ]);
  });
});

function written(error: PluginSystemError): RecordedLog['entries'] {
  const log = new RecordedLog();
  new Refusals(log).write('k', 'on_a', error);
  return log.entries;
}
