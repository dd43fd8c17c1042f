import { WriteStream } from 'node:tty';
import { ProcessTerminal, type Output } from '../../../lib/cli/process-terminal.js';

/** A stream that keeps what is written; a terminal when it has `hasColors`. */
class FakeOutput implements Output {
  written = '';
  readonly isTTY: boolean;

  constructor(readonly hasColors?: () => boolean) {
    this.isTTY = hasColors !== undefined;
  }

  write(text: string): void {
    this.written += text;
  }
}

const onTerminal = () => new FakeOutput(() => true);

describe('a terminal of the process', () => {
  it('prints the result to stdout and says the rest on stderr, line by line', () => {
    const [stdout, stderr] = [new FakeOutput(), new FakeOutput()];
    const terminal = new ProcessTerminal(stdout, stderr);
    terminal.print('result');
    terminal.say('beside it');
    terminal.print('');
    expect([stdout.written, stderr.written]).toEqual(['result\n\n', 'beside it\n']);
  });

  it('paints where stdout has colours', () => {
    const { paint } = new ProcessTerminal(onTerminal(), new FakeOutput());
    expect([paint.error('a'), paint.warning('a'), paint.good('a'), paint.faint('a')]).toEqual([
      '\u001b[31ma\u001b[0m',
      '\u001b[33ma\u001b[0m',
      '\u001b[32ma\u001b[0m',
      '\u001b[2ma\u001b[0m',
    ]);
  });

  it.each([
    ['a pipe, though stderr is a terminal', new FakeOutput()],
    ['a terminal without colours', new FakeOutput(() => false)],
  ])('paints nothing where stdout is %s', (_, stdout) => {
    const { paint } = new ProcessTerminal(stdout, onTerminal());
    for (const painted of Object.values(paint)) expect(painted('a')).toBe('a');
  });

  it('shows progress on a stderr that is a terminal, and wipes it before the next line', () => {
    const [stdout, stderr] = [new FakeOutput(), onTerminal()];
    const terminal = new ProcessTerminal(stdout, stderr);
    terminal.progress('1 of 2');
    terminal.progress('2 of 2');
    terminal.print('done');
    terminal.say('well');
    expect(stderr.written).toBe('\r\u001b[K1 of 2\r\u001b[K2 of 2\r\u001b[Kwell\n');
    expect(stdout.written).toBe('done\n');
  });

  it('shows no progress on a stderr that is a file', () => {
    const stderr = new FakeOutput();
    new ProcessTerminal(onTerminal(), stderr).progress('1 of 2');
    expect(stderr.written).toBe('');
  });
});

// What the terminal's own answer to hasColors() is based on; it reads the environment where this library may not.
describe("Node's hasColors()", () => {
  const hasColors = (env: object) => WriteStream.prototype.hasColors.call(WriteStream.prototype, 16, env);

  it.each([
    [{ TERM: 'xterm-256color' }, true],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, true],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, false],
  ])('with %j is %s', (env, expected) => {
    expect(hasColors(env)).toBe(expected);
  });
});
