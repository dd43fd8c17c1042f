// Measures what it costs the compiler to know an application's hooks. Needs a build.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const COMPILERS = ['typescript-5.9', 'typescript', 'typescript-7.0'];
const RUNS = 7;
const KINDS = 20;
const HOOKS_OF_A_KIND = 10;

const HELP = `Usage: npm run bench:types [-- --runs N | --help]

Generates two applications with ${KINDS * HOOKS_OF_A_KIND} hooks, 1000 methods with @OnHook and 1000 calls of notify(). They differ only
in that one registers its hooks in HookRegistry. TypeScript 5.9, 6.0 and 7.0 compile both in turn, N times (${RUNS} unless told),
after a first time that is not counted. Prints the medians, and typed/untyped. No time is judged.`;

/** What `tsc --extendedDiagnostics` tells, by the name that it has in the table. */
const MEASURES = {
  'process, s': ({ seconds }) => seconds,
  'total time, s': ({ report }) => figure(report, 'Total time'),
  'check time, s': ({ report }) => figure(report, 'Check time'),
  'memory, MB': ({ report }) => figure(report, 'Memory used') / 1024,
  types: ({ report }) => figure(report, 'Types'),
  instantiations: ({ report }) => figure(report, 'Instantiations'),
};

function figure(report, name) {
  const found = new RegExp(`^${name}: +(?<number>[\\d.]+)`, 'm').exec(report);
  if (found === null) throw new Error(`tsc tells no "${name}":\n${report}`);
  return Number(found.groups.number);
}

/** Every hook, with its payload. Their fields differ, so that the compiler cannot take one payload for another. */
function* hooks() {
  for (let kind = 0; kind < KINDS; kind++) {
    for (let hook = 0; hook < HOOKS_OF_A_KIND; hook++) {
      const id = `${kind}_${hook}`;
      const more = Array.from({ length: (kind + hook) % 4 }, (_, index) => `extra_${index}_of_${id}`);
      yield { kind: `kind_${kind}`, hook: `on_event_${hook}`, payload: `Event${kind}x${hook}`, id, more };
    }
  }
}

function payloadOf({ payload, id, more }) {
  return `export interface ${payload} {
  readonly request_id: string;
  readonly amount_of_${id}: number;
  readonly state?: 'open' | 'closed' | 'state_of_${id}';
  readonly tags?: readonly string[];
  readonly actor: { readonly id: string; readonly roles?: readonly string[]; readonly place?: { readonly city_of_${id}: string } };
${more.map((field) => `  readonly ${field}?: string;\n`).join('')}}
`;
}

function typesFile(isTyped) {
  const all = [...hooks()];
  const registered = Object.entries(byKind(all)).map(
    ([kind, ofKind]) => `  ${kind}: { ${ofKind.map(({ hook, payload }) => `${hook}: ${payload};`).join(' ')} };\n`,
  );
  const augmentation = `declare module 'nestjs-plugin-system' {\n  interface HookRegistry extends HookPayloads {}\n}\n`;
  return `${all.map(payloadOf).join('')}export interface HookPayloads {\n${registered.join('')}}\n${isTyped ? augmentation : ''}`;
}

function byKind(all) {
  const kinds = {};
  for (const one of all) (kinds[one.kind] ??= []).push(one);
  return kinds;
}

function methodsOf({ kind, hook, payload, id }) {
  const on = `  @OnHook('${kind}', '${hook}')\n`;
  return `
${on}  payload_${id}(event: types.${payload}): string { return event.actor.id; }
${on}  delivery_${id}(event: types.${payload}, delivery: Delivery): unknown { return [event.amount_of_${id}, delivery.id]; }
${on}  async wider_${id}(event: { readonly request_id: string; readonly tags?: readonly string[] }): Promise<unknown> { return event.tags; }
${on}  unknown_${id}(event: unknown): unknown { return event; }
${on}  nothing_${id}(): void {}
`;
}

function callsOf({ kind, hook, payload, id, more }) {
  const call = `    this.notifyService.notify('${kind}', '${hook}', `;
  const least = `request_id: 'r1', amount_of_${id}: 1, actor: { id: 'a1' }`;
  const most = `request_id: 'r1', amount_of_${id}: 2, state: 'state_of_${id}', tags: ['a'], actor: { id: 'a1', roles: ['r'], place: { city_of_${id}: 'c' } }`;
  return `  publish_${id}(event: types.${payload}): void {
${call}event);
${call}{ ${least} });
${call}{ ${most}${more.map((field) => `, ${field}: 'x'`).join('')} });
${call}{ ...event, state: 'closed' }, { id: 'e1' });
${call}{ ${least}, state: event.state ?? 'open' });
  }
`;
}

function generate(folder, isTyped) {
  const files = { 'package.json': '{ "type": "module" }', 'types.ts': typesFile(isTyped) };
  for (const [kind, all] of Object.entries(byKind([...hooks()]))) {
    files[`${kind}.plugin.ts`] =
      `import { OnHook, type Delivery } from 'nestjs-plugin-system';\nimport type * as types from './types.js';\n` +
      `export class Plugin {${all.map(methodsOf).join('')}}\n`;
    files[`${kind}.publisher.ts`] =
      `import type { NotifyService } from 'nestjs-plugin-system';\nimport type * as types from './types.js';\n` +
      `export class Publisher {\n  constructor(private readonly notifyService: NotifyService) {}\n${all.map(callsOf).join('')}}\n`;
  }
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023'],
    types: [],
    strict: true,
    skipLibCheck: true,
    experimentalDecorators: true,
  };
  files['tsconfig.json'] = JSON.stringify({ compilerOptions });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/nestjs-plugin-system'), 'junction');
}

function compile(compiler, folder) {
  const tsc = join(ROOT, 'node_modules', compiler, 'bin/tsc');
  const since = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '--noEmit', '--extendedDiagnostics'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - since) / 1000;
  if (status !== 0) throw new Error(`${compiler} should have found no error: ${stdout.slice(0, 2000)}${stderr}`);
  return { seconds, report: stdout };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function print(results) {
  console.log('| TypeScript | measure        | untyped | typed   | ratio |');
  console.log('| ---------- | -------------- | ------: | ------: | ----: |');
  for (const { compiler, untyped, typed } of results) {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', compiler, 'package.json'), 'utf8'));
    for (const [measure, of] of Object.entries(MEASURES)) {
      const [without, having] = [median(untyped.map(of)), median(typed.map(of))];
      const shown = (number) => (measure.endsWith(', s') ? number.toFixed(2) : number.toFixed(0)).padStart(7);
      const ratio = (having / without).toFixed(2).padStart(5);
      console.log(
        `| ${version.padEnd(10)} | ${measure.padEnd(14)} | ${shown(without)} | ${shown(having)} | ${ratio} |`,
      );
    }
  }
}

function run(runs) {
  const folders = { untyped: mkdtempSync(join(tmpdir(), 'untyped-')), typed: mkdtempSync(join(tmpdir(), 'typed-')) };
  try {
    generate(folders.untyped, false);
    generate(folders.typed, true);
    const results = COMPILERS.map((compiler) => ({ compiler, untyped: [], typed: [] }));
    // In turn, so that a busy minute of the machine falls on all of them.
    for (let round = 0; round <= runs; round++) {
      console.error(round === 0 ? 'warming up' : `run ${round} of ${runs}`);
      for (const result of results) {
        for (const which of ['untyped', 'typed']) {
          const measured = compile(result.compiler, folders[which]);
          if (round > 0) result[which].push(measured);
        }
      }
    }
    print(results);
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
}

const [option, value] = process.argv.slice(2);
const runs = option === '--runs' ? Number(value) : RUNS;
if ((option === undefined || option === '--runs') && Number.isInteger(runs) && runs > 0) {
  run(runs);
} else {
  console.log(HELP);
  process.exitCode = option === '--help' ? 0 : 1;
}
