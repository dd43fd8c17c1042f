import { Logger, type LoggerService } from '@nestjs/common';
import { NestLog } from '../../../lib/nest/nest-log.js';

describe("the way to Nest's logger", () => {
  const calls: unknown[][] = [];
  const keep =
    (level: string) =>
    (...args: unknown[]) =>
      calls.push([level, ...args]);
  const log: LoggerService = { log: keep('log'), error: keep('error'), warn: keep('warn') };
  beforeEach(() => {
    calls.length = 0;
    Logger.overrideLogger(log);
  });
  afterEach(() => Logger.overrideLogger(false));

  it('keeps level, line and stack, in the context PluginSystem', () => {
    const nestLog = new NestLog();
    nestLog.info('one');
    nestLog.warn('two');
    nestLog.error('three', 'three\n    at here');
    expect(calls).toEqual([
      ['log', 'one', 'PluginSystem'],
      ['warn', 'two', 'PluginSystem'],
      ['error', 'three', 'three\n    at here', 'PluginSystem'],
    ]);
  });

  it('says that there is no stack where there is none', () => {
    new NestLog().error('line');
    expect(calls).toEqual([['error', 'line', undefined, 'PluginSystem']]);
  });
});
