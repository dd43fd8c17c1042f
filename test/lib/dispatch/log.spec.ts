import { SafeLog } from '../../../lib/dispatch/log.js';
import { RecordedLog } from '../support/dispatch-fixture.js';

describe('a safe log', () => {
  it('hands every line and stack to the log behind it', () => {
    const log = new RecordedLog();
    const safe = new SafeLog(log);
    safe.error('a', 'stack');
    safe.error('b');
    safe.warn('c');
    safe.info('d');
    expect(log.entries).toEqual([
      { level: 'error', line: 'a', stack: 'stack' },
      { level: 'error', line: 'b', stack: undefined },
      { level: 'warn', line: 'c', stack: undefined },
      { level: 'info', line: 'd', stack: undefined },
    ]);
  });

  it.each(['error', 'warn', 'info'] as const)('survives a log whose %s throws', (level) => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const safe = new SafeLog({ error: fail, warn: fail, info: fail });
    expect(() => safe[level]('line')).not.toThrow();
  });
});
