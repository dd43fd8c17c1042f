import { runCommand } from '../../../lib/cli/command.js';
import { UsageError, type Subcommand } from '../../../lib/cli/subcommand.js';
import { SUBCOMMANDS } from '../../../lib/cli/subcommands.js';
import { CapturedTerminal } from '../support/captured-terminal.js';

const calls: (readonly string[])[] = [];

function subcommand(name: string, toRun: Subcommand['run']): Subcommand {
  return { name, summary: `does ${name}`, help: `Usage: hookspec ${name}\n\nHelp of ${name}.\n`, run: toRun };
}

const FAKES = [
  subcommand('check', (args) => {
    calls.push(args);
    return Promise.resolve(args.includes('bad') ? 1 : 0);
  }),
  subcommand('misused', () => Promise.reject(new UsageError('name a \u001b[2Jfile'))),
  subcommand('broken', () => Promise.reject(new TypeError('x is not\na function'))),
  subcommand('hostile', () => {
    throw null;
  }),
];

async function run(...args: string[]) {
  const terminal = new CapturedTerminal();
  const exitCode = await runCommand(args, terminal, FAKES);
  return { exitCode, printed: terminal.printed, said: terminal.said };
}

beforeEach(() => calls.splice(0));

describe('hookspec', () => {
  it('hands what follows its name to a subcommand, and returns its exit code', async () => {
    expect(await run('check', 'a', '--json', '--', '--help')).toEqual({ exitCode: 0, printed: [], said: [] });
    expect(await run('check', 'bad')).toEqual({ exitCode: 1, printed: [], said: [] });
    expect(calls).toEqual([['a', '--json', '--', '--help'], ['bad']]);
  });

  it.each([[['--help']], [['-h']], [['help']]])('%j lists every subcommand on stdout', async (args) => {
    const { exitCode, printed, said } = await run(...args);
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: [] });
    expect(printed).toEqual(expect.arrayContaining(['  check    does check', '  misused  does misused']));
  });

  it('alone does nothing and is wrong use: it shows the help beside the result', async () => {
    const { exitCode, printed, said } = await run();
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: [] });
    expect(said).toEqual((await run('--help')).printed);
  });

  it.each([[['check', '--help']], [['check', '-h']], [['check', 'a', '--wrong', '--help']], [['help', 'check']]])(
    '%j shows the help of the subcommand, and does not run it',
    async (args) => {
      expect(await run(...args)).toEqual({
        exitCode: 0,
        printed: ['Usage: hookspec check', '', 'Help of check.'],
        said: [],
      });
      expect(calls).toEqual([]);
    },
  );

  it('--version prints the version of the package and nothing else', async () => {
    const { exitCode, printed, said } = await run('--version');
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: [] });
    expect(printed).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  });

  it.each([
    [['chekc', 'a'], "hookspec: there is no command 'chekc'. Did you mean 'check'?"],
    [['hlep'], "hookspec: there is no command 'hlep'. Did you mean 'help'?"],
    [['help', 'chekc'], "hookspec: there is no command 'chekc'. Did you mean 'check'?"],
    [['help', 'check', 'more'], 'hookspec: help is given for one command at a time'],
    [['constructor'], "hookspec: there is no command 'constructor'."],
    [[''], "hookspec: there is no command ''."],
    [['--json', 'check'], 'hookspec: there is no option --json here: those of a command stand behind its name.'],
    [
      ['--versoin'],
      "hookspec: there is no option --versoin here: those of a command stand behind its name. Did you mean '--version'?",
    ],
  ])('%j is wrong use', async (args, said) => {
    expect(await run(...args)).toEqual({ exitCode: 2, printed: [], said: [said, 'See hookspec --help'] });
  });

  it('says what is wrong use of a subcommand, where to read on, and nothing that drives the terminal', async () => {
    expect(await run('misused')).toEqual({
      exitCode: 2,
      printed: [],
      said: ['hookspec misused: name a \ufffd[2Jfile', 'See hookspec misused --help'],
    });
  });

  it('says a mistake of its own in one line that can be reported, without a stack', async () => {
    const { exitCode, printed, said } = await run('broken');
    expect({ exitCode, printed }).toEqual({ exitCode: 70, printed: [] });
    expect(said).toEqual([
      expect.stringMatching(
        /^hookspec: stopped by a mistake of its own: TypeError: x is not\ufffda function at .+ \(nestjs-plugin-system \d+\.\d+\.\d+, Node v[\d.]+\)\. Please report this line\.$/,
      ),
    ]);
  });

  it('survives whatever a subcommand throws', async () => {
    expect(await run('hostile')).toMatchObject({ exitCode: 70, said: [expect.stringContaining('null')] });
  });
});

describe.each(SUBCOMMANDS.map((command) => [command.name, command] as const))(
  'the help of hookspec %s',
  (name, { help, summary }) => {
    it('shows its use, its options, examples and exit codes', () => {
      for (const part of [`\nUsage: hookspec ${name}`, '\nOptions:', '\nExamples:', '\nExit codes:', '--help']) {
        expect(help).toContain(part);
      }
    });

    it('fits into a terminal', () => {
      for (const line of [...help.split('\n'), summary]) expect(line.length).toBeLessThanOrEqual(100);
    });
  },
);
