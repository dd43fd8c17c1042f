import { join, relative } from 'node:path';
import { HookspecInvalidError } from '../../../../lib/errors/hookspec-invalid.error.js';
import { loadHookspecs } from '../../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { checkReport, runCheck } from '../../support/run-check.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

const KIND = 'kind: k\nkind_api_version: 1.0.0\nhooks:\n';
const CLOSED = { type: 'object', additionalProperties: false };

/** Writes hookspecs against which there is nothing to say. */
function writeGood(): void {
  folder.write('closed.json', CLOSED);
  const hook = (name: string) =>
    `  - {name: ${name}, dispatch: broadcast_notify, input_schema: closed.json, description: Says ${name}.}\n`;
  folder.write('k.yaml', KIND + hook('on_a') + hook('on_b'));
}

/** Writes hookspecs in which much is wrong. */
function writeBroken(): void {
  writeGood();
  folder.write('typo.yaml', `${KIND.replace(': k', ': typo')}  - {name: on_a, dispatch: brodcast}\n`);
  folder.write('again.yaml', 'kind: k\nkind_api_version: 2.0.0\nhooks: []\n');
  folder.write('alias.yaml', 'a: &a 1\nb: *a\n');
  folder.write('hostile.yaml', '"a\\e[2J\\u202e": 1\n# \u001b[31m\nkind: "\u009b2J\n\ttab"\n');
  folder.write('large.yaml', '# comment\n'.repeat(10_000));
  folder.write(
    'schemas.yaml',
    KIND.replace(': k', ': schemas') + ['a', 'b', 'c', 'd', 'gone', 'e'].map(hookOf).join(''),
  );
  folder.write('a.json', '{ "type": "strin", "pattern": "(a)\\\\1" }');
  folder.write('b.json', '{ "type": \n nope }');
  folder.write('c.json', { $ref: 'd.json', allOf: [{ $ref: '#/nowhere' }, { $ref: 'https://example.com/x' }] });
  folder.write('d.json', '[]');
  folder.write('e.json', `{${'"a": {"type": "strin"}, '.repeat(200)}"type": 1}`);
}

function hookOf(name: string): string {
  return `  - {name: on_${name}, dispatch: chain, input_schema: ${name}.json}\n`;
}

/** The text that an application with these hookspecs does not start with. */
function bootText(...sources: readonly string[]): string[] {
  try {
    loadHookspecs(sources);
  } catch (error) {
    if (error instanceof HookspecInvalidError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('hookspec check', () => {
  it('says how much there is when nothing is wrong, and exits with 0', async () => {
    writeGood();
    expect(await runCheck(folder.path)).toEqual({
      exitCode: 0,
      printed: ['1 hookspec with 2 hooks: nothing wrong'],
      said: [],
    });
  });

  it('says what boot would say, to the letter', async () => {
    writeBroken();
    const [headline, ...boot] = bootText(folder.path, join(folder.path, 'gone'));
    const { exitCode, printed } = await runCheck(folder.path, join(folder.path, 'gone'));
    // Only what lies between is warnings, each with its frame.
    const errors: string[] = [];
    let isWarning = false;
    for (const line of printed.slice(0, -1)) {
      if (!line.startsWith('  ')) isWarning = / warning: /.test(line);
      if (!isWarning) errors.push(`  ${line}`);
    }
    expect(boot.length).toBeGreaterThan(30);
    expect(errors).toEqual(boot);
    expect(exitCode).toBe(1);
    expect(printed.at(-1)).toMatch(
      new RegExp(`^${/\d+/.exec(headline ?? '')?.[0]} problems, \\d+ warnings in 7 hookspecs$`),
    );
  });

  it('prints nothing that drives a terminal', async () => {
    writeBroken();
    expect((await runCheck(folder.path)).printed.join('')).not.toMatch(/(?!\t)[\p{Cc}\u202e]/u);
    expect((await runCheck(folder.path, '--json')).printed.join('')).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });

  it('shows warnings as problems are shown, marked, in their place among them', async () => {
    folder.write(
      'k.yaml',
      `${KIND}  - {name: on_a, dispatch: chain, input_schema: s.json, output_schema: gone.json}\n`,
    );
    folder.write('s.json', '{ "type": "object" }');
    const line = '  4 |   - {name: on_a, dispatch: chain, input_schema: s.json, output_schema: gone.json}';
    expect((await runCheck(folder.path)).printed).toEqual([
      `${folder.path}/k.yaml:4:12 warning: hook 'on_a' has no description: say when it is published`,
      line,
      '    |            ^',
      `${folder.path}/k.yaml:4:72 'gone.json' does not exist`,
      line,
      `    | ${' '.repeat(71)}^`,
      `${folder.path}/s.json:1:3 warning: the payload may have properties that nothing names: set 'additionalProperties' to false`,
      '  1 | { "type": "object" }',
      '    |   ^',
      '1 problem, 2 warnings in 1 hookspec',
    ]);
  });

  it('exits with 0 for warnings alone, and with 1 when they are denied', async () => {
    folder.declare('k', ['on_a']);
    const { exitCode, printed } = await runCheck(folder.path);
    expect({ exitCode, summary: printed.at(-1) }).toEqual({ exitCode: 0, summary: '1 warning in 1 hookspec' });
    expect(await runCheck(folder.path, '--deny-warnings')).toEqual({ exitCode: 1, printed, said: [] });
    writeGood();
    expect(await runCheck('--deny-warnings', folder.path)).toMatchObject({ exitCode: 0 });
  });

  it('takes several paths, and shows those below the working directory as they lie from there', async () => {
    writeGood();
    folder.write('other/l.yaml', 'kind: L\nkind_api_version: 1.0.0\nhooks: []\n');
    const paths = [join(folder.path, 'k.yaml'), relative(process.cwd(), join(folder.path, 'other'))];
    expect((await runCheck(...paths)).printed.at(-1)).toBe('1 problem in 2 hookspecs');
  });

  it.each([[[]], [['--json']], [['--jsn', '.']], [['--json=1', '.']]])('%j is wrong use', async (args) => {
    const { exitCode, printed, said } = await runCheck(...args);
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: [] });
    expect(said.at(-1)).toBe('See hookspec check --help');
  });
});

describe('hookspec check --json', () => {
  it('prints one document, with problems and warnings', async () => {
    folder.write('k.yaml', `${KIND}  - {name: on_a, dispatch: chain, input_schema: s.json}\n`);
    folder.write('s.json', '{ "type": "strin" }');
    const { exitCode, printed, said } = await runCheck(folder.path, '--json');
    expect({ exitCode, said }).toEqual({ exitCode: 1, said: [] });
    expect(JSON.parse(printed.join('\n'))).toEqual({
      hookspecs: 1,
      hooks: 1,
      problems: [
        {
          severity: 'warning',
          rule: 'hook-description',
          file: `${folder.path}/k.yaml`,
          line: 4,
          column: 12,
          message: "hook 'on_a' has no description: say when it is published",
        },
        {
          severity: 'error',
          file: `${folder.path}/s.json`,
          line: 1,
          column: 11,
          message: expect.stringMatching(/^'type' must be one of /),
        },
      ],
    });
  });

  it('has the same problems as boot has', async () => {
    writeBroken();
    const { problems } = await checkReport(folder.path);
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(bootText(folder.path)[0]).toBe(`${errors.length} problems in the hookspecs:`);
  });

  it('is a document when nothing is wrong', async () => {
    writeGood();
    expect(await checkReport(folder.path)).toEqual({ hookspecs: 1, hooks: 2, problems: [] });
  });

  it.each(['gone.yaml', 'empty', 'k.yaml/below'])('is a document when the path is wrong: %s', async (name) => {
    writeGood();
    folder.write('empty/readme.txt', '');
    const { exitCode, printed, said } = await runCheck('--json', join(folder.path, name));
    expect({ exitCode, said }).toEqual({ exitCode: 1, said: [] });
    expect(JSON.parse(printed.join('\n'))).toEqual({
      hookspecs: 0,
      hooks: 0,
      problems: [expect.objectContaining({ severity: 'error', line: 1, column: 1 })],
    });
  });
});
