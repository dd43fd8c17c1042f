import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');

/** Each folder of lib/ may import itself and what stands before it. */
const ORDER = ['errors', 'hookspec', 'dispatch', 'nest'] as const;
/** The command stands beside the order: it may import these, and nothing imports it. */
const OF_THE_COMMAND = ['errors', 'hookspec'] as const;
/** Optional parts stand behind the order: each may import what the core shows to everybody, and nothing imports them. */
const OPTIONAL_PARTS = ['admin', 'metrics', 'opentelemetry', 'relay', 'terminus'] as const;
const WITHOUT_NEST = ['errors', 'hookspec', 'dispatch', 'cli', 'cli/check'] as const;

const AGAINST_THE_ORDER = 'imports only its own folder';
const NOT_OF_THE_COMMAND = 'cli imports only its own folder';
const NOT_OF_THE_PART = 'An optional part imports its own folder and what the core shows to everybody';
const KNOWS_NEST = 'Only lib/nest knows Nest';
const STANDS_ALONE_IN_A_BROWSER = 'The admin page runs in a browser and stands alone';
const NOT_BY_PACKAGE_NAME = 'by its package name';

/** One file of the linted tree, and what the refusal of its import must say. Without `refusal` the import is allowed. */
interface Case {
  folder: string;
  code: string;
  refusal?: string;
}

function imports(specifier: string): string {
  return `import { something } from '${specifier}';\nexport const used = something;\n`;
}

const betweenFolders: Case[] = ORDER.flatMap((from, place) =>
  ORDER.map((to, otherPlace) => ({
    folder: `lib/${from}`,
    code: imports(from === to ? './something.js' : `../${to}/something.js`),
    ...(otherPlace > place && { refusal: AGAINST_THE_ORDER }),
  })),
);

const ofNest: Case[] = WITHOUT_NEST.flatMap((folder) =>
  ['@nestjs/common', '@nestjs/core', 'rxjs', 'rxjs/operators', 'reflect-metadata'].map((name) => ({
    folder: `lib/${folder}`,
    code: imports(name),
    refusal: KNOWS_NEST,
  })),
);

const ofTheCommand: Case[] = ORDER.flatMap((folder) => {
  const refusal = OF_THE_COMMAND.some((allowed) => allowed === folder) ? {} : { refusal: NOT_OF_THE_COMMAND };
  return [
    { folder: 'lib/cli', code: imports(`../${folder}/something.js`), ...refusal },
    { folder: 'lib/cli/check', code: imports(`../../${folder}/something.js`), ...refusal },
    { folder: 'lib/cli/diff/git', code: imports(`../../../${folder}/something.js`), ...refusal },
    { folder: `lib/${folder}`, code: imports('../cli/something.js'), refusal: AGAINST_THE_ORDER },
  ];
});

const ofTheOptionalParts: Case[] = OPTIONAL_PARTS.flatMap((part) => {
  const folder = `lib/${part}`;
  const refused = [...ORDER, 'cli', ...OPTIONAL_PARTS.filter((other) => other !== part)];
  return [
    { folder, code: imports('./something.js') },
    { folder, code: imports('../index.js') },
    { folder, code: imports('@nestjs/common') },
    ...refused.map((other) => ({ folder, code: imports(`../${other}/something.js`), refusal: NOT_OF_THE_PART })),
    { folder, code: imports('../compiled.js'), refusal: NOT_OF_THE_PART },
    { folder, code: imports('../../package.json'), refusal: NOT_OF_THE_PART },
    { folder, code: imports('nestjs-plugin-system'), refusal: NOT_BY_PACKAGE_NAME },
    ...ORDER.map((core) => ({
      folder: `lib/${core}`,
      code: imports(`../${part}/something.js`),
      refusal: AGAINST_THE_ORDER,
    })),
    { folder: 'lib/cli', code: imports(`../${part}/something.js`), refusal: NOT_OF_THE_COMMAND },
    { folder: 'lib/cli/check', code: imports(`../../${part}/something.js`), refusal: NOT_OF_THE_COMMAND },
  ];
});

/** The parts of the hookspec folder, the pattern engine apart. */
const insideHookspec: Case[] = ['lib/hookspec/snapshot', 'lib/hookspec/compiled'].flatMap((folder) => [
  { folder, code: imports('../something.js') },
  { folder, code: imports('../../errors/something.js') },
  { folder, code: imports('../../dispatch/something.js'), refusal: AGAINST_THE_ORDER },
  { folder, code: imports('../../index.js'), refusal: AGAINST_THE_ORDER },
  { folder, code: imports('@nestjs/common'), refusal: KNOWS_NEST },
]);

const ofTheIndex: Case[] = ORDER.flatMap((folder) => [
  { folder: `lib/${folder}`, code: imports('../index.js'), refusal: AGAINST_THE_ORDER },
  { folder: `lib/${folder}`, code: imports('nestjs-plugin-system'), refusal: NOT_BY_PACKAGE_NAME },
]);

const cases: Case[] = [
  ...betweenFolders,
  ...ofNest,
  ...ofTheCommand,
  ...ofTheOptionalParts,
  ...insideHookspec,
  ...ofTheIndex,
  { folder: 'lib/admin/page', code: imports('./something.js') },
  {
    folder: 'lib/admin/page',
    code: `import type { Something } from '../admin-entries.js';\nexport type Used = Something;\n`,
  },
  { folder: 'lib/admin/page', code: imports('../something.js'), refusal: STANDS_ALONE_IN_A_BROWSER },
  { folder: 'lib/admin/page', code: imports('rxjs'), refusal: STANDS_ALONE_IN_A_BROWSER },
  { folder: 'lib/cli', code: imports('./check/something.js') },
  { folder: 'lib/cli', code: imports('../hookspec/pattern/something.js') },
  { folder: 'lib/cli', code: imports('../index.js'), refusal: NOT_OF_THE_COMMAND },
  { folder: 'lib/cli', code: imports('nestjs-plugin-system'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'lib/cli/check', code: imports('../something.js') },
  { folder: 'lib/cli/check', code: imports('../../index.js'), refusal: NOT_OF_THE_COMMAND },
  { folder: 'lib/cli/check', code: imports('../../../sample-app/something.js'), refusal: NOT_OF_THE_COMMAND },
  { folder: 'lib/cli/check', code: imports('nestjs-plugin-system'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'lib/cli/diff/git', code: imports('../../shape/something.js') },
  { folder: 'lib/cli/diff/git', code: imports('../../../index.js'), refusal: NOT_OF_THE_COMMAND },
  { folder: 'lib/nest', code: imports('@nestjs/common') },
  { folder: 'lib/nest', code: imports('../../sample-app/something.js'), refusal: AGAINST_THE_ORDER },
  {
    folder: 'lib/hookspec',
    code: `import type { Something } from '../dispatch/something.js';\nexport type Used = Something;\n`,
    refusal: AGAINST_THE_ORDER,
  },
  {
    folder: 'lib/hookspec',
    code: `export { something } from '../dispatch/something.js';\n`,
    refusal: AGAINST_THE_ORDER,
  },
  {
    folder: 'lib/hookspec',
    code: `export const used = () => import('../dispatch/something.js');\n`,
    refusal: AGAINST_THE_ORDER,
  },
  {
    folder: 'lib/hookspec',
    code: `import format from '../../hookspec.schema.json' with { type: 'json' };\nexport const used = format;\n`,
  },
  { folder: 'lib/hookspec', code: imports('../../package.json'), refusal: AGAINST_THE_ORDER },
  { folder: 'lib/dispatch', code: imports('../../hookspec.schema.json'), refusal: AGAINST_THE_ORDER },
  { folder: 'sample-app', code: imports('nestjs-plugin-system') },
  { folder: 'sample-app', code: imports('../lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'sample-app/plugins', code: imports('../../lib/nest/something.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'bench/soak/application', code: imports('nestjs-plugin-system') },
  { folder: 'bench/soak/application', code: imports('../../../lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'bench/soak', code: imports('../../dist/lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/sample-app', code: imports('nestjs-plugin-system') },
  { folder: 'test/sample-app', code: imports('../../lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/sample-app', code: imports('../../dist/lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/types', code: imports('../../lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/cli', code: imports('../lib/support/something.js') },
  { folder: 'test/cli', code: imports('../../lib/cli/something.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/cli', code: imports('../../dist/lib/cli/main.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/hazards', code: imports('nestjs-plugin-system') },
  { folder: 'test/hazards', code: imports('../lib/support/something.js') },
  { folder: 'test/hazards', code: imports('../../lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/hazards/support', code: imports('../../../lib/index.js'), refusal: NOT_BY_PACKAGE_NAME },
  { folder: 'test/lib/errors', code: imports('nestjs-plugin-system') },
  { folder: 'test/lib/errors', code: imports('../../../lib/errors/something.js') },
];

const numbered = cases.map((one, index) => ({
  ...one,
  file: `${one.folder}/case-${index}.ts`,
  line: one.code.split('\n', 1)[0],
}));

/** What the project's own lint configuration says against the imports of each file of the tree. */
const refusals = new Map<string, string[]>();

function lint(files: Map<string, string>): void {
  const tree = mkdtempSync(join(tmpdir(), 'one-way-imports-'));
  try {
    cpSync(join(ROOT, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    for (const [file, code] of files) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), code);
      refusals.set(file, []);
    }
    const run = spawnSync(process.execPath, [OXLINT, '--format', 'json'], { cwd: tree, encoding: 'utf8' });
    if (!run.stdout.startsWith('{')) throw new Error(`oxlint did not run: ${run.stdout}${run.stderr}`);
    const report = JSON.parse(run.stdout) as {
      diagnostics: { code: string; help?: string; filename: string }[];
      number_of_files: number;
    };
    // A file that the configuration ignores would have no refusals either.
    if (report.number_of_files !== files.size) throw new Error(`oxlint read ${report.number_of_files} files only`);
    for (const { code, help, filename } of report.diagnostics) {
      if (code === 'eslint(no-restricted-imports)') refusals.get(filename)?.push(help ?? '');
    }
  } finally {
    rmSync(tree, { recursive: true });
  }
}

beforeAll(() => {
  const folders = [...ORDER, ...OPTIONAL_PARTS];
  const index = [...folders.map((folder) => `./${folder}/a.js`), '../sample-app/a.js', './cli/a.js'];
  lint(
    new Map([
      ...numbered.map(({ file, code }) => [file, code] as const),
      ['lib/index.ts', index.map((specifier) => `export * from '${specifier}';\n`).join('')],
    ]),
  );
});

it('every folder of lib has its place: in the order, beside it as the command, or behind it as an optional part', () => {
  const folders = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...ORDER, 'cli', ...OPTIONAL_PARTS]).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
});

it.each(numbered.filter(({ refusal }) => refusal === undefined))('$folder may: $line', ({ file }) => {
  expect(refusals.get(file)).toEqual([]);
});

it.each(numbered.filter(({ refusal }) => refusal !== undefined))('$folder may not: $line', ({ file, refusal = '' }) => {
  expect(refusals.get(file)).toEqual([expect.stringContaining(refusal)]);
});

it('lib/index.ts may import every folder of the order, but no optional part, no command and nothing from outside', () => {
  expect(refusals.get('lib/index.ts')).toEqual([
    ...OPTIONAL_PARTS.map(() => expect.stringContaining('An optional part is a subpath of its own')),
    'The library imports nothing from outside lib.',
    expect.stringContaining('The command is no part of the module'),
  ]);
});
