import { jest } from '@jest/globals';
import { readForCommand } from '../../../lib/cli/read-for-command.js';
import { UsageError } from '../../../lib/cli/subcommand.js';
import { CapturedTerminal } from '../support/captured-terminal.js';
import { HookspecFolder } from '../support/hookspec-folder.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

describe('what a command reads', () => {
  it('is what can be used beside what cannot', () => {
    folder.declare('good', ['on_a']);
    folder.write('bad.yaml', 'kind: [');
    const { sources, problems, fileCount } = readForCommand([folder.path], new CapturedTerminal());
    expect(sources.map(({ hookspec }) => hookspec.kind)).toEqual(['good']);
    expect(problems).toEqual([expect.objectContaining({ file: `${folder.path}/bad.yaml` })]);
    expect(fileCount).toBe(2);
  });

  it('without a path is wrong use', () => {
    expect(() => readForCommand([], new CapturedTerminal())).toThrow(UsageError);
  });

  it('can be pointed at, with the line', () => {
    folder.declare('good', ['on_a']);
    const { sources, describe: toProblem } = readForCommand([folder.path], new CapturedTerminal());
    const file = sources[0]?.hookspec.file ?? '';
    expect(toProblem(file, { line: 1, column: 7 }, 'changed')).toEqual({
      file,
      line: 1,
      column: 7,
      message: 'changed',
      frame: '1 | kind: good\n  |       ^',
    });
  });

  it('says how far it is when it takes long, and not more often than a person can read', () => {
    for (let index = 0; index < 40; index++) folder.declare(`kind_${index}`, ['on_a']);
    const terminal = new CapturedTerminal();
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 50));
    const progress = jest.spyOn(terminal, 'progress');
    readForCommand([folder.path], terminal);
    // One every 100 ms, once a second has passed.
    expect(progress.mock.calls.slice(0, 2)).toEqual([['18 of 40 hookspecs'], ['20 of 40 hookspecs']]);
    expect(progress).toHaveBeenCalledTimes(11);
  });

  it('says nothing when it is soon done', () => {
    folder.declare('kind', ['on_a']);
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const terminal = new CapturedTerminal();
    const progress = jest.spyOn(terminal, 'progress');
    readForCommand([folder.path], terminal);
    expect(progress).not.toHaveBeenCalled();
  });
});
