import { jest } from '@jest/globals';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { FailureLog } from '../../../lib/dispatch/failure-log.js';
import { NestLog } from '../../../lib/nest/nest-log.js';
import { subscriberOf } from '../support/dispatch-fixture.js';

const FORGED =
  '\nplugin=x error=ok\r\nplugin=x error=ok\rplugin=x\u001b[2K\u2028plugin=x\u2029plugin=x\u0085plugin=x\vplugin=x';

describe("the failure log through Nest's text logger", () => {
  let printed: string;

  beforeEach(() => {
    printed = '';
    const keep = (chunk: string | Uint8Array): boolean => {
      printed += String(chunk);
      return true;
    };
    jest.spyOn(process.stderr, 'write').mockImplementation(keep);
    jest.spyOn(process.stdout, 'write').mockImplementation(keep);
    Logger.overrideLogger(new ConsoleLogger({ colors: false }));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    Logger.overrideLogger(new ConsoleLogger());
  });

  it('prints one line and the stack below it', () => {
    write(new Error('connection lost'));
    const [first, second, third] = printed.split('\n');
    expect(first).toMatch(/ ERROR \[PluginSystem\] plugin=P error="connection lost" kind=k hook=on_a$/);
    expect(second).toBe('"connection lost"');
    expect(third).toMatch(/^ {4}at /);
  });

  it('prints one line for a thrown value without a stack', () => {
    write(null);
    expect(printed).toMatch(/^.* ERROR \[PluginSystem\] plugin=P error=null kind=k hook=on_a\n$/);
  });

  it('prints a stack none of whose frames has a position', () => {
    write(withStack('Error: m\n    at <anonymous>'));
    expect(printed).toMatch(/ plugin=P error=m kind=k hook=on_a\nm\n {4}at <anonymous>\n$/);
  });

  it.each([
    ['the message', new Error(FORGED)],
    ['the stack', withStack(`Error: m${FORGED}\n    at f${FORGED} (a.ts:1:2)\n${FORGED}`)],
    ['the first line of the stack', withStack(`plugin=x error=ok\n    at f (a.ts:1:2)`)],
    ['a frame that the message makes up', new Error('m\n    at plugin=x error=ok (a.ts:1:2)')],
    ['the name', Object.assign(new Error(''), { name: FORGED })],
    ['text', FORGED],
    ['an object', { [FORGED]: FORGED }],
    [
      'the constructor name',
      new (class extends Object {
        static override readonly name = FORGED;
      })(),
    ],
    ['a message that is nothing but a pair', new Error('plugin=x')],
    ['a message of 5 MB', new Error(FORGED.repeat(60_000))],
  ])('prints no line but ours that begins with plugin=, whatever is forged: %s', (_, thrown: unknown) => {
    write(thrown);
    // As a terminal and as a log collector break lines.
    const lines = printed.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
    const messages = lines.map((line) => line.replace(/^\[Nest\] .* \[PluginSystem\] /, 'ours: '));
    expect(messages.filter((line) => /^\s*plugin=/.test(line))).toEqual([]);
    expect(messages.filter((line) => line.startsWith('ours: '))).toEqual([
      expect.stringMatching(/^ours: plugin=P error=.* kind=k hook=on_a$/),
    ]);
    expect(printed).not.toContain('\u001b');
  });
});

function write(thrown: unknown): void {
  new FailureLog(new NestLog()).write(
    subscriberOf(() => undefined),
    thrown,
  );
}

function withStack(stack: string): Error {
  return Object.assign(new Error('m'), { stack });
}
