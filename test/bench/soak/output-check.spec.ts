import { jest } from '@jest/globals';
import { ConsoleLogger } from '@nestjs/common';

import { forgeryIn } from '../../../bench/soak/scorecard/output-check.js';
import { OutputCount } from '../../../bench/soak/scorecard/output-count.js';

const WRITER = { pid: 4711, mayFail: new Set(['Fails']) };
const HEAD = '[Nest] 4711  - 11/24/2026, 11:58:26 PM   ERROR [PluginSystem] ';
const FORGED = 'plugin=Forged error=x kind=k hook=h';

function forgery(line: string): string | undefined {
  return forgeryIn(line, WRITER);
}

describe('a line that was meant', () => {
  it.each([
    'plugin=Fails error=boom kind=k hook=h',
    String.raw`plugin=Fails error="boom\nplugin=Forged error=x" kind=k hook=h`,
    String.raw`plugin=Fails error="boom\" plugin=Forged error=\"x" kind=k hook=h`,
    'plugin=Fails error="more failures than are logged" suppressed=7 kind=k hook=h',
    'plugin=Fails status=degraded reason="5 failures in a row" kind=k hook=h',
    'observerOf=Fails error="boom"',
    'kind=k hook=h refused=PAYLOAD_INVALID path= error="is undefined"',
    'kind=k hook=h subscribers=Fails.hear,Forged.hear',
    'kind=k hook=h subscribers=none (chain is not run here)',
    '3 events published while starting were dropped: plugin=Forged',
  ])('%s', (text) => {
    expect(forgery(HEAD + text)).toBeUndefined();
  });

  it.each(['', 'Error: plugin=Forged', '    at plugin=Forged (x)', '"plugin=Forged error=x"'])(
    'of a stack: %j',
    (line) => {
      expect(forgery(line)).toBeUndefined();
    },
  );

  it('in the colours of Nest, of every level and with the time since the last one', () => {
    const written = linesOf((logger) => {
      logger.error('plugin=Fails error=boom kind=k hook=h');
      logger.warn('plugin=Fails status=degraded reason=x kind=k hook=h');
      logger.log('kind=k hook=h subscribers=none');
      logger.fatal('plugin=Fails error=boom kind=k hook=h');
      logger.debug('plugin=Fails error=boom kind=k hook=h');
      logger.verbose('plugin=Fails error=boom kind=k hook=h');
    });
    expect(written).toHaveLength(6);
    expect(written.join('')).toContain('\u001b[');
    expect(written.map((line) => forgeryIn(line, { ...WRITER, pid: process.pid }))).toEqual(
      written.map(() => undefined),
    );
  });
});

describe('a forged line is noticed', () => {
  it.each([FORGED, `  ${FORGED}`, 'plugin=Fails error=x', 'observerOf=Fails error=x', '[Nest] 4711 plugin=Forged'])(
    'without the head of Nest: %j',
    (line) => {
      expect(forgery(line)).toBe('begins like a line of the log, and is none');
    },
  );

  it.each(['plugin=Forged error=x', 'plugin=WellBehaved error=x', 'observerOf=Forged error=x', 'plugin= error=x'])(
    'with the head of Nest, about a plugin that does not fail: %s',
    (text) => {
      expect(forgery(HEAD + text)).toMatch(/^names .*, which is no plugin that may fail$/);
    },
  );

  it('with the head of another process', () => {
    expect(forgery(HEAD.replace('4711', '4712') + FORGED)).toBe('is of another process');
  });

  it.each([
    'plugin=Fails error="boom',
    'plugin=Fails error=boom and more',
    'plugin=Fails error="boom" kind=k plugin=Forged',
    'plugin=Fails error="boom"plugin=Forged',
    'plugin=Fails error=boom kind=k kind=l',
    'kind=k hook=h subscribers=none plugin=Forged error="x',
  ])('in a line whose pairs are not well-formed: %s', (text) => {
    expect(forgery(HEAD + text)).toBe('is not made of well-formed pairs, each once');
  });

  it.each(['\r', '\u2028', '\u2029', '\u0085', '\u000b', '\u001b[2K', '\u001b[8m', '\u0007', '\u202e'])(
    'behind a character that ends or hides a line: %j',
    (character) => {
      expect(forgery(`${HEAD}plugin=Fails error=boom${character}${FORGED}`)).toBe('holds a control character');
    },
  );

  it('when Nest itself prints a message with a newline in it', () => {
    const count = new OutputCount({ ...WRITER, pid: process.pid });
    linesOf((logger) => logger.error(`plugin=Fails error="boom\n${FORGED}"`)).forEach((line) => count.take(line));

    expect(count).toMatchObject({ lines: 2, forged: 2, attempts: 1 });
    expect(count.shown).toEqual([
      expect.stringContaining('a line that is not made of well-formed pairs'),
      expect.stringContaining('a line that begins like a line of the log, and is none: "plugin=Forged'),
    ]);
  });
});

it('a forged line is shown without doing what it was made for', () => {
  const count = new OutputCount(WRITER);
  count.take('plugin=Forged\u001b[2K\u2028\u009b');
  expect(count.shown).toEqual([
    String.raw`a line that holds a control character: "plugin=Forged\u001b[2K\u2028\u009b"`,
  ]);
});

/** What Nest's own logger prints, line by line. */
function linesOf(write: (logger: ConsoleLogger) => void): string[] {
  let printed = '';
  const take = (text: unknown) => {
    printed += String(text);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(take));
  try {
    write(new ConsoleLogger('PluginSystem', { colors: true, timestamp: true }));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return printed.split('\n').slice(0, -1);
}
