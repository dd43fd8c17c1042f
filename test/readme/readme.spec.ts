import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runHookspec } from '../cli/run-hookspec.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { compileBlocks } from './compile-blocks.js';
import { readmeBlocks } from './readme-blocks.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** npm's own commands, which need no script. */
const BUILT_IN = ['npm ci', 'npm install'];

function readme(): string {
  return readFileSync(join(ROOT, 'README.md'), 'utf8');
}

/** The name of the package.json script that `npm test`, `npm start` or `npm run <script>` runs. */
function scriptOf(command: string): string | undefined {
  return /^npm (?:run )?(?<script>[\w:-]+)/.exec(command)?.groups?.script;
}

describe('README.md', () => {
  it('has TypeScript snippets that compile', () => {
    const blocks = readmeBlocks(readme()).filter(({ language }) => language === 'ts');
    expect(blocks).not.toHaveLength(0);
    expect(compileBlocks(blocks, ROOT)).toEqual([]);
  }, 60_000);

  it('has a quick start that compiles before its last step, the generated types', () => {
    const blocks = readmeBlocks(readme()).filter(
      ({ language, code }) => language === 'ts' && !code.includes('declare module'),
    );
    expect(blocks.length).toBeGreaterThan(2);
    expect(compileBlocks(blocks, ROOT)).toEqual([]);
  }, 60_000);

  it('shows pictures, and points to files, that are there', () => {
    const links = [...readme().matchAll(/\]\((?!https?:|#)(?<path>[^)#]+)[^)]*\)/g)].map(
      ({ groups }) => groups?.path ?? '',
    );
    expect(links.filter((path) => path.endsWith('.png'))).toHaveLength(2);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names only commands that package.json has, in its first shell block', () => {
    const shell = readmeBlocks(readme()).find(({ language }) => language === 'sh');
    const commands = (shell?.code ?? '')
      .split('\n')
      .flatMap((line) => line.replace(/#.*/, '').split('&&'))
      .map((command) => command.trim())
      .filter((command) => command !== '' && !BUILT_IN.includes(command));
    expect(commands).not.toHaveLength(0);

    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const unknown = commands.filter((command) => !Object.hasOwn(scripts, scriptOf(command) ?? ''));
    expect(unknown).toEqual([]);
  });
});

describe('the quick start', () => {
  it('shows the very types that the command writes for its hookspec', async () => {
    const blocks = readmeBlocks(readme());
    const blockWith = (language: string, text: string) => {
      const block = blocks.find(({ language: one, code }) => one === language && code.includes(text));
      if (!block) throw new Error(`the README has no ${language} block with ${text}`);
      return block.code;
    };
    const folder = new HookspecFolder();
    try {
      folder.write('hookspecs/lifecycle_listener.yaml', blockWith('yaml', 'kind: lifecycle_listener'));
      folder.write('hookspecs/schemas/request_event.json', blockWith('json', '"title": "RequestEvent"'));
      const out = join(folder.path, 'hook-payloads.ts');
      const { exitCode } = await runHookspec(['types', join(folder.path, 'hookspecs'), '--out', out]);
      expect(exitCode).toBe(0);
      const written = readFileSync(out, 'utf8').split('\n').slice(2).join('\n').trim();
      const shown = blockWith('ts', 'declare module').split('\n').slice(1).join('\n').trim();
      expect(shown).toBe(written);
    } finally {
      folder.remove();
    }
  });
});

describe('the check of the snippets', () => {
  const blocks = (markdown: string) => readmeBlocks(markdown).filter(({ language }) => language === 'ts');
  const fenced = (...code: string[]) => ['```ts', ...code, '```'].join('\n');

  it('gives the line of the README that is wrong', () => {
    const markdown = ['# Title', '', fenced('', `export const wrong: number = 'no';`)].join('\n');
    expect(compileBlocks(blocks(markdown), ROOT)).toEqual([
      `README.md:5: Type 'string' is not assignable to type 'number'.`,
    ]);
  }, 60_000);

  it('lets a block import another by the name in its first line', () => {
    const markdown = [
      fenced('// src/greeting.ts', 'export const greeting = 1;'),
      fenced(`import { greeting } from './src/greeting.js';`, 'export const wrong: string = greeting;'),
    ].join('\n');
    expect(compileBlocks(blocks(markdown), ROOT)).toEqual([
      `README.md:7: Type 'number' is not assignable to type 'string'.`,
    ]);
  }, 60_000);

  it('knows what the library exports', () => {
    const markdown = fenced(`import { NothingOfTheKind } from 'nestjs-plugin-system';`, 'void NothingOfTheKind;');
    expect(compileBlocks(blocks(markdown), ROOT)).toEqual([
      `README.md:2: Module '"nestjs-plugin-system"' has no exported member 'NothingOfTheKind'.`,
    ]);
  }, 60_000);

  it('refuses two blocks of one name', () => {
    const markdown = [fenced('// a.ts', 'export {};'), fenced('// a.ts', 'export {};')].join('\n');
    expect(compileBlocks(blocks(markdown), ROOT)).toEqual(['README.md:6: a.ts is on line 2 already']);
  }, 60_000);

  it('finds a block inside a list', () => {
    expect(readmeBlocks('- item\n\n  ```ts\n  one();\n    two();\n\n  ```\n')).toEqual([
      { language: 'ts', code: 'one();\n  two();\n', firstLine: 4 },
    ]);
  });
});
