import { jest } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffCommand, runDiff } from '../../../../lib/cli/diff/diff.command.js';
import { TemporaryFolder } from '../../../../lib/cli/diff/git/temporary-folder.js';
import { UsageError } from '../../../../lib/cli/subcommand.js';
import { CapturedTerminal } from '../../support/captured-terminal.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';

describe('`hookspec diff`', () => {
  const root = new HookspecFolder();
  const request = (properties: Record<string, unknown>, required: readonly string[]) => ({
    type: 'object',
    additionalProperties: false,
    required,
    properties,
  });
  const write = (folder: string, version: string, schema: unknown, other: unknown = {}) => {
    root.write(`${folder}/schemas/request.json`, schema);
    root.write(`${folder}/schemas/other.json`, other);
    const hook = (name: string, file: string) => {
      return `  - name: ${name}\n    dispatch: broadcast_notify\n    input_schema: schemas/${file}.json\n`;
    };
    const hooks = hook('on_started', 'request') + hook('on_ended', 'other');
    root.write(`${folder}/k.yaml`, `kind: listener\nkind_api_version: ${version}\nhooks:\n${hooks}`);
  };

  beforeAll(() => {
    const id = { type: 'string', minLength: 1 };
    write('old', '1.2.0', request({ id, path: { type: 'string' } }, ['id', 'path']));
    write('same', '1.2.0', request({ id, path: { type: 'string' } }, ['path', 'id']));
    write('short', '1.3.0', request({ id, path: { type: 'string' }, actor: { type: 'string' } }, ['id']));
    write('enough', '2.0.0', request({ id, path: { type: 'string' }, actor: { type: 'string' } }, ['id']));
    write('raised', '1.9.0', request({ id, path: { type: 'string' } }, ['id', 'path']));
    write('lower', '1.1.0', request({ id, path: { type: 'string' } }, ['id', 'path']));
    write('rc', '2.0.0-rc.1', request({ id }, ['id']));
    root.write('broken/k.yaml', 'kind: Listener\nkind_api_version: 1.2.0\nhooks: []\n');
  });
  afterAll(() => root.remove());

  async function run(...args: readonly string[]): Promise<{ code: number; lines: string[] }> {
    const terminal = new CapturedTerminal();
    const code = await runDiff(args, terminal, { directory: root.path });
    expect(terminal.said).toEqual([]);
    return { code, lines: terminal.printed.map((line) => line.replaceAll(`${root.path}/`, '')) };
  }

  it('tells for each hook what changed, whom it breaks and where, and last what that needs', async () => {
    expect(await run('old', 'short')).toEqual({
      code: 1,
      lines: [
        'on_started',
        '  major  payload.path is optional; it was required. Subscribers that count on it may not get it.',
        '         breaks subscribers · short/schemas/request.json:4:15',
        '  minor  payload.actor is new and optional (string). Nobody breaks: it may be left out, and subscribers that do not know it ignore it.',
        '         breaks nobody · short/schemas/request.json:15:14',
        'listener: 1.2.0 -> 1.3.0, needs 2.0.0, breaks subscribers: 1.3.0 is no major bump',
      ],
    });
  });

  it.each([
    ['same', 0, 'nothing changed'],
    ['raised', 0, 'listener: 1.2.0 -> 1.9.0, nothing changed: fine'],
    ['enough', 0, 'listener: 1.2.0 -> 2.0.0, needs 2.0.0, breaks subscribers: fine'],
    ['lower', 1, 'listener: 1.2.0 -> 1.1.0, backwards: nothing changed'],
    ['rc', 0, 'listener: 1.2.0 -> 2.0.0-rc.1, needs 2.0.0, breaks publishers and subscribers: fine'],
  ])('from old to %s exits with %i: %s', async (next, code, verdict) => {
    const ran = await run('old', next);
    expect([ran.code, ran.lines.at(-1)]).toEqual([code, verdict]);
  });

  it('lets a pre-release change as it likes', async () => {
    const { code, lines } = await run('rc', 'enough');
    expect([code, lines.at(-1)]).toEqual([
      0,
      'listener: 2.0.0-rc.1 -> 2.0.0, adds something, breaks nobody: fine, since the old version is a pre-release',
    ]);
  });

  it('prints a verdict behind each kind', async () => {
    root.declare('first', ['on_a']);
    root.write('two/first.yaml', 'kind: first\nkind_api_version: 1.0.0\nhooks: []\n');
    root.write('two/second.yaml', 'kind: second\nkind_api_version: 0.1.0\nhooks: []\n');
    const { code, lines } = await run('first.yaml', 'two');
    expect(code).toBe(1);
    expect(lines.filter((line) => /^(first|second): /.test(line))).toEqual([
      'first: 1.0.0 -> 1.0.0, needs 2.0.0, breaks publishers and subscribers: the version was not raised',
      'second: new, 0.1.0: fine',
    ]);
    expect((await run('two', 'first.yaml')).lines.at(-1)).toBe(
      'second: 0.1.0 -> gone: breaks publishers and subscribers, and no version can say so',
    );
  });

  it('prints JSON for machines, all kinds in it', async () => {
    const { code, lines } = await run('old', '--json', 'short');
    expect(code).toBe(1);
    const [change, ...others] = JSON.parse(lines.join('\n')).kinds[0].changes;
    expect(change).toEqual({
      hook: 'on_started',
      path: 'payload.path',
      change: 'field-became-optional',
      breaks: 'subscribers',
      bump: 'major',
      message: 'payload.path is optional; it was required. Subscribers that count on it may not get it.',
      file: 'short/schemas/request.json',
      line: 4,
      column: 15,
    });
    expect(others).toHaveLength(1);
    expect(JSON.parse((await run('old', 'short', '--json')).lines.join('\n'))).toMatchObject({
      kinds: [{ kind: 'listener', from: '1.2.0', to: '1.3.0', needs: 'major', made: 'minor', enough: false }],
    });
    expect(JSON.parse((await run('old', 'same', '--json')).lines.join('\n'))).toEqual({
      kinds: [{ kind: 'listener', from: '1.2.0', to: '1.2.0', needs: 'none', made: 'none', enough: true, changes: [] }],
    });
    expect(JSON.parse((await run('old', 'two', '--json')).lines.join('\n')).kinds).toMatchObject([
      { kind: 'first', from: null, to: '1.0.0', needs: 'none', made: 'none', enough: true },
      { kind: 'listener', from: '1.2.0', to: null, needs: 'major', made: 'none', enough: false },
      { kind: 'second' },
    ]);
    expect(JSON.parse((await run('first.yaml', 'two', '--json')).lines.join('\n')).kinds[1]).toMatchObject({
      needs: 'none',
      changes: [{ change: 'kind-added', bump: 'none' }],
    });
    expect((await run('first.yaml', 'two')).lines).toContainEqual(
      expect.stringMatching(/^ {2}none {3}The kind 'second' is new/),
    );
  });

  it('shows what boot would refuse, and on which side', async () => {
    const { code, lines } = await run('broken', 'broken');
    expect(code).toBe(1);
    expect(lines).toEqual(
      ['OLD', 'NEW'].flatMap((side) => [
        `${side}, broken, cannot be used:`,
        "broken/k.yaml:1:7 'kind' must be snake_case",
        '  1 | kind: Listener',
        '    |       ^',
      ]),
    );
    const json = await run('old', 'broken', '--json');
    expect([json.code, JSON.parse(json.lines.join('\n')).problems]).toMatchObject([
      1,
      [{ side: 'NEW', line: 1, column: 7 }],
    ]);
  });

  it.each([
    [['old'], 'OLD and NEW'],
    [[], 'OLD and NEW'],
    [['old', 'same', 'short'], 'OLD and NEW'],
    [['old', 'same', '--jsn'], "there is no option --jsn. Did you mean '--json'?"],
    [['old', 'gone'], 'there is no such file or directory: gone'],
    [['', 'old'], 'a path is empty: name a file or a folder'],
    [['old', ''], 'a path is empty: name a file or a folder'],
  ])('called with %j says what is wrong with that', async (args, reason) => {
    const ran: unknown = await run(...args).catch((error: unknown) => error);
    expect(ran).toBeInstanceOf(UsageError);
    expect((ran as UsageError).message).toContain(reason);
  });

  it('has a help with examples and exit codes, and runs where the process does', async () => {
    expect(diffCommand.help).toMatch(/Usage: hookspec diff OLD NEW[^]*Examples:[^]*Exit codes:/);
    expect(diffCommand.help).toContain('for wrong use there is no document');
    const terminal = new CapturedTerminal();
    expect(await diffCommand.run([join(root.path, 'old'), join(root.path, 'same')], terminal)).toBe(0);
    expect(terminal.printed).toEqual(['nothing changed']);
  });

  it('lets nothing that a schema says drive the terminal', async () => {
    write('hostile', '1.2.0', request({ '\u001b[2J\u202e': { type: 'string' } }, []));
    const { lines } = await run('hostile', 'old');
    const text = lines.join('\n');
    expect([text.includes('\u001b'), text.includes('\u202e'), text.includes('[2J')]).toEqual([false, false, true]);
  });
});

describe('a temporary folder', () => {
  it('is gone when it was removed', () => {
    const folder = new TemporaryFolder();
    writeFileSync(join(folder.path, 'file'), '');
    folder.remove();
    folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });

  it('is gone when a signal ends the process, which ends by that signal', () => {
    const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    const folder = new TemporaryFolder();
    process.emit('SIGINT', 'SIGINT');
    expect(existsSync(folder.path)).toBe(false);
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGINT']]);
    expect(process.listeners('SIGINT')).toEqual([]);
    kill.mockRestore();
  });
});
