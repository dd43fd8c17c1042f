import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../../../lib/cli/command.js';
import { CapturedTerminal } from '../../support/captured-terminal.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';

const ORDER = { title: 'Order placed', type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };

let folder: HookspecFolder;
let terminal: CapturedTerminal;
let hookspecs: string;
let out: string;
beforeEach(() => {
  folder = new HookspecFolder();
  terminal = new CapturedTerminal();
  folder.write('hookspecs/order.json', { ...ORDER, additionalProperties: false });
  folder.write(
    'hookspecs/orders.yaml',
    'kind: orders\nkind_api_version: 1.0.0\nhooks:\n  - {name: on_placed, dispatch: broadcast_notify, input_schema: order.json}\n',
  );
  hookspecs = join(folder.path, 'hookspecs');
  mkdirSync(join(folder.path, 'src'));
  out = join(folder.path, 'src/hook-payloads.ts');
});
afterEach(() => folder.remove());

function types(...args: readonly string[]): Promise<number> {
  return runCommand(['types', ...args], terminal);
}

function files(): string[] {
  return readdirSync(join(folder.path, 'src'));
}

describe('hookspec types', () => {
  it('writes the types of the hooks', async () => {
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('export interface OrderPlaced {\n  readonly id: string;\n}\n');
    expect(readFileSync(out, 'utf8')).toContain('    on_placed: OrderPlaced;\n');
    expect(terminal.printed).toEqual([`${out} is written: 1 hook`]);
    expect(files()).toEqual(['hook-payloads.ts']);
  });

  it('leaves a file alone that is up to date already: who watches it need not look', async () => {
    await types(hookspecs, '--out', out);
    utimesSync(out, 1, 1);
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(statSync(out).mtimeMs).toBe(1_000);
    expect(terminal.printed.at(-1)).toBe(`${out} is up to date: 1 hook`);
  });

  it('counts and types only the hooks that this module runs', async () => {
    folder.write(
      'hookspecs/chains.yaml',
      'kind: chains\nkind_api_version: 1.0.0\nhooks:\n  - {name: on_a, dispatch: chain, input_schema: order.json}\n',
    );
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('  chains: {\n  };\n');
    expect(terminal.printed).toEqual([`${out} is written: 1 hook`]);
  });

  it('says where a type is wider than its schema', async () => {
    folder.write('hookspecs/order.json', '{\n  "type": "object",\n  "not": { "required": ["id"] }\n}');
    expect(await types(hookspecs, '--out', out)).toBe(0);
    const place = join(hookspecs, 'order.json:3:3');
    expect(terminal.said).toEqual([
      `${place} note: the type does not say what 'not' demands: it is wider than the schema`,
    ]);
  });

  it('says when no payload can fit', async () => {
    folder.write('hookspecs/order.json', 'false');
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(terminal.said).toEqual([expect.stringContaining('no payload fits this schema: its type is never')]);
  });

  it('prints nothing that drives a terminal, whatever files are called', async () => {
    const name = 'a\n\u001b[31m\u202eb';
    folder.write(`hookspecs/${name}/p.json`, '{ "title": "P", "not": {} }');
    folder.write(
      `hookspecs/${name}/p.yaml`,
      'kind: p\nkind_api_version: 1.0.0\nhooks:\n  - {name: on_a, dispatch: broadcast_notify, input_schema: p.json}\n',
    );
    const odd = join(folder.path, `src/${name}.ts`);
    expect(await types(hookspecs, '--out', odd)).toBe(0);
    writeFileSync(odd, `${readFileSync(odd, 'utf8').split('\n', 1)[0]}\n\u009b31m\u202e`);
    expect(await types(hookspecs, '--out', odd, '--check')).toBe(1);
    expect(terminal.said).toHaveLength(2);
    for (const line of [...terminal.said, ...terminal.printed])
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      expect(line).not.toMatch(/[\u0000-\u001f\u0080-\u009f\u202e]/);
  });

  it.each([
    ['a default whose end is cut through a character', { default: `${'x'.repeat(198)}🎉 party` }],
    ['half a character in a description', '{ "description": "half \\ud800 of it" }'],
    ['half a character as a value', '{ "enum": ["\\ud800"] }'],
  ])('is content with the file that it wrote itself: %s', async (_, schema) => {
    folder.write('hookspecs/order.json', schema);
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(await types(hookspecs, '--out', out, '--check')).toBe(0);
  });

  it('makes the file that a link leads to when it is not there yet', async () => {
    symlinkSync('../elsewhere.ts', out);
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(readFileSync(join(folder.path, 'elsewhere.ts'), 'utf8')).toContain('OrderPlaced');
    expect(lstatSync(out).isSymbolicLink()).toBe(true);
  });

  it('writes through a link, which stays one', async () => {
    folder.write('elsewhere.ts', '');
    symlinkSync(join(folder.path, 'elsewhere.ts'), out);
    expect(await types(hookspecs, '--out', out)).toBe(0);
    expect(readFileSync(join(folder.path, 'elsewhere.ts'), 'utf8')).toContain('OrderPlaced');
    expect(files()).toEqual(['hook-payloads.ts']);
  });

  it('keeps the rights of the file', async () => {
    writeFileSync(out, '', { mode: 0o600 });
    await types(hookspecs, '--out', out);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });
});

describe('hookspec types writes nothing', () => {
  async function expectLeftAlone(old: string, exitCode: number, ...args: readonly string[]): Promise<void> {
    writeFileSync(out, old);
    expect(await types(...args)).toBe(exitCode);
    expect(readFileSync(out, 'utf8')).toBe(old);
    expect(files()).toEqual(['hook-payloads.ts']);
  }

  it('when a hookspec is wrong, and says what boot would say', async () => {
    folder.write('hookspecs/order.json', '{ "type": "objekt" }');
    await expectLeftAlone('', 1, hookspecs, '--out', out);
    expect(terminal.printed).toEqual([
      expect.stringMatching(/order\.json:1:11 'type' must be one of/),
      '  1 | { "type": "objekt" }',
      '    |           ^',
      `1 problem: ${out} is not written`,
    ]);
  });

  it('when two schemas would be one type, naming both places', async () => {
    folder.write('hookspecs/other.json', '{\n  "title": "Order, placed",\n  "type": "string"\n}');
    folder.write(
      'hookspecs/others.yaml',
      'kind: others\nkind_api_version: 1.0.0\nhooks:\n  - {name: on_a, dispatch: broadcast_notify, input_schema: other.json}\n',
    );
    await expectLeftAlone('', 1, hookspecs, '--out', out);
    expect(terminal.printed[0]).toBe(
      `${join(hookspecs, 'other.json:2:12')} the type 'OrderPlaced' is made of this schema and of the one at ` +
        `${join(hookspecs, 'order.json:2:12')}: give one of them another title`,
    );
  });

  it('when a schema is nested more deeply than the stack is, and says which one', async () => {
    folder.write('hookspecs/order.json', `{ "const": ${'['.repeat(2000)}${']'.repeat(2000)} }`);
    await expectLeftAlone('', 1, hookspecs, '--out', out);
    expect(terminal.printed[0]).toContain('order.json:1:1 is nested too deeply for a type to be made of it');
  });

  it('when the paths lead nowhere', async () => {
    await expectLeftAlone('', 1, join(folder.path, 'nothing'), '--out', out);
    mkdirSync(join(folder.path, 'empty'));
    await expectLeftAlone('', 1, join(folder.path, 'empty'), '--out', out);
  });

  it('when a file is not UTF-8', async () => {
    writeFileSync(join(hookspecs, 'order.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    await expectLeftAlone('', 1, hookspecs, '--out', out);
    expect(terminal.printed.join('\n')).toContain('is not UTF-8 text');
  });

  it('over a file that somebody else has written', async () => {
    await expectLeftAlone('export const mine = 1;\n', 2, hookspecs, '--out', out);
    expect(terminal.said[0]).toContain('was not written by this command: name another file, or remove it');
  });

  it.each([
    [['--out', 'hooks.js'], 'does not end in .ts'],
    [[], '--out FILE'],
    [['--out', 'a.ts', '--check', '--watch'], '--check writes nothing'],
    [['--out', 'a.ts', '--json', '--watch'], '--json prints one document'],
    [['--ouy', 'a.ts'], "Did you mean '--out'?"],
    [['--out', 'there/is/no/such/folder.ts'], 'cannot be written (ENOENT)'],
  ])('for %j, with exit code 2', async (args, message) => {
    expect(await types(hookspecs, ...args)).toBe(2);
    expect(terminal.said[0]).toContain(message);
    expect(terminal.printed).toEqual([]);
  });

  it('and watches nothing, when it could not write', async () => {
    await expectLeftAlone('export const mine = 1;\n', 2, hookspecs, '--out', out, '--watch');
  });

  it('into a pipe, which it does not wait for', async () => {
    execFileSync('mkfifo', [join(folder.path, 'pipe.ts')]);
    expect(await types(hookspecs, '--out', join(folder.path, 'pipe.ts'))).toBe(2);
    expect(terminal.said[0]).toContain('pipe.ts is no file');
  });

  it('to a name that no file can have', async () => {
    expect(await types(hookspecs, '--out', join(folder.path, `${'x'.repeat(250)}.ts`))).toBe(2);
    expect(terminal.said[0]).toContain('cannot be written (ENAMETOOLONG)');
  });

  it('where a folder is', async () => {
    mkdirSync(join(folder.path, 'folder.ts'));
    expect(await types(hookspecs, '--out', join(folder.path, 'folder.ts'))).toBe(2);
    expect(terminal.said[0]).toContain('folder.ts is no file');
  });

  it('without paths', async () => {
    expect(await types('--out', out)).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});

describe('hookspec types --check', () => {
  it('is content with a file that is up to date', async () => {
    await types(hookspecs, '--out', out);
    expect(await types(hookspecs, '--out', out, '--check')).toBe(0);
  });

  it('is content with a file whose ends of lines a checkout has changed', async () => {
    await types(hookspecs, '--out', out);
    writeFileSync(out, readFileSync(out, 'utf8').replaceAll('\n', '\r\n'));
    expect(await types(hookspecs, '--out', out, '--check')).toBe(0);
  });

  it('fails for a file that is out of date, shows where, and leaves it', async () => {
    await types(hookspecs, '--out', out);
    const before = readFileSync(out, 'utf8');
    folder.write('hookspecs/order.json', { ...ORDER, additionalProperties: false, required: [] });
    expect(await types(hookspecs, '--out', out, '--check')).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe(before);
    expect(terminal.printed.slice(1)).toEqual([
      `${out} is out of date: line 6 is "readonly id: string;" and should be "readonly id?: string;"`,
      'Run the same command without --check, and commit the file.',
    ]);
  });

  it('fails for a file that has lines too many, or too few', async () => {
    await types(hookspecs, '--out', out);
    const text = readFileSync(out, 'utf8');
    writeFileSync(out, `${text}\n\n`);
    expect(await types(hookspecs, '--out', out, '--check')).toBe(1);
    expect(terminal.printed).toContain(`${out} is out of date: it has 2 lines too many`);
    writeFileSync(out, text.slice(0, text.lastIndexOf('}')));
    expect(await types(hookspecs, '--out', out, '--check')).toBe(1);
    expect(terminal.printed.join('\n')).toContain('is "" and should be "}"');
  });

  it('fails for a file that is not there', async () => {
    expect(await types(hookspecs, '--out', out, '--check')).toBe(1);
    expect(terminal.printed[0]).toBe(`${out} is out of date: it is not there`);
    expect(files()).toEqual([]);
  });
});

describe('hookspec types --json', () => {
  it('prints one document about what was written', async () => {
    folder.write('hookspecs/order.json', '{ "not": {} }');
    expect(await types(hookspecs, '--out', out, '--json')).toBe(0);
    expect(JSON.parse(terminal.printed.join('\n'))).toEqual({
      file: out,
      state: 'written',
      hooks: 1,
      problems: [],
      notes: [{ file: join(hookspecs, 'order.json'), line: 1, column: 3, message: expect.stringContaining("'not'") }],
    });
    expect(terminal.said).toEqual([]);
  });

  it('prints one document about problems', async () => {
    folder.write('hookspecs/order.json', '7');
    expect(await types(hookspecs, '--out', out, '--json')).toBe(1);
    expect(JSON.parse(terminal.printed.join('\n'))).toMatchObject({
      state: 'refused',
      problems: [{ file: join(hookspecs, 'order.json'), line: 1, column: 1, message: expect.any(String) }],
    });
  });

  it('prints one document about a file that is out of date', async () => {
    expect(await types(hookspecs, '--out', out, '--json', '--check')).toBe(1);
    expect(JSON.parse(terminal.printed.join('\n'))).toMatchObject({ file: out, state: 'stale' });
  });
});
