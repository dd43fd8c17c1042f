// Measures what the command `hookspec` takes, beside what an application takes to load the same hookspecs. Needs a build.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const MAIN = join(ROOT, 'dist/lib/cli/main.js');
const LOADER = join(ROOT, 'dist/lib/hookspec/hookspec-loader.js');
const RUNS = 9;
const KINDS = 20;
const HOOKS_OF_A_KIND = 10;

const HELP = `Usage: npm run bench:command [-- --runs N | --help]

Writes ${KINDS} hookspecs with ${KINDS * HOOKS_OF_A_KIND} hooks, each with a schema of its own, and lets processes in turn load them as an application
does, and check, type and compare them, N times (${RUNS} unless told) after a first time that is not counted. Prints the medians of
whole processes, and each over loading. Then it prints what the package takes on the disk. No time is judged.`;

/** A payload with some of everything that people write. */
function schemaOf(kind, hook) {
  return {
    title: `Event ${kind} ${hook}`,
    description: 'Something has happened.',
    type: 'object',
    required: ['request_id', 'actor'],
    properties: {
      request_id: { type: 'string', minLength: 1, maxLength: 128 },
      amount: { type: ['number', 'null'], minimum: hook },
      state: { enum: ['open', 'closed', `state_${kind}_${hook}`] },
      tags: { type: 'array', items: { type: 'string', maxLength: 32 }, maxItems: 16 },
      actor: { $ref: '#/$defs/actor' },
      place: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false, minItems: 2 },
    },
    oneOf: [
      { properties: { state: { const: 'open' } } },
      { properties: { state: { const: 'closed' } }, required: ['amount'] },
    ],
    unevaluatedProperties: false,
    $defs: {
      actor: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', maxLength: 64 },
          roles: { type: 'array', items: { type: 'string', maxLength: 16 } },
        },
        additionalProperties: false,
      },
    },
  };
}

function generate(folder, maxLength) {
  mkdirSync(join(folder, 'schemas'), { recursive: true });
  for (let kind = 0; kind < KINDS; kind++) {
    const hooks = Array.from({ length: HOOKS_OF_A_KIND }, (_, hook) => {
      const schema = schemaOf(kind, hook);
      schema.properties.request_id.maxLength = maxLength;
      writeFileSync(join(folder, `schemas/event_${kind}_${hook}.json`), JSON.stringify(schema, null, 2));
      return `  - {name: on_event_${hook}, dispatch: broadcast_notify, description: x, input_schema: schemas/event_${kind}_${hook}.json}\n`;
    });
    writeFileSync(
      join(folder, `kind_${kind}.yaml`),
      `kind: kind_${kind}\nkind_api_version: 1.0.0\nhooks:\n${hooks.join('')}`,
    );
  }
}

function processes(folder) {
  const [now, before, out] = ['now', 'before', 'types.ts'].map((name) => join(folder, name));
  const load = `import { loadHookspecs } from ${JSON.stringify(LOADER)}; loadHookspecs([${JSON.stringify(now)}]);`;
  return {
    'node, nothing else': { args: ['-e', ''] },
    'loading, as an application does': { args: ['--input-type=module', '-e', load] },
    'hookspec --help': { args: [MAIN, '--help'] },
    'hookspec check': { args: [MAIN, 'check', now] },
    'hookspec types': { args: [MAIN, 'types', now, '--out', out], before: () => rmSync(out, { force: true }) },
    'hookspec types --check': { args: [MAIN, 'types', now, '--out', out, '--check'] },
    // Every payload may be longer than before: findings.
    'hookspec diff': { args: [MAIN, 'diff', before, now], exitCode: 1 },
  };
}

function measure({ args, before, exitCode = 0 }) {
  before?.();
  const since = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const taken = performance.now() - since;
  if (status !== exitCode)
    throw new Error(`${args.join(' ')} exited with ${status}: ${stdout.slice(0, 2000)}${stderr}`);
  return taken;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function measureAll(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'hookspec-command-'));
  try {
    generate(join(folder, 'before'), 128);
    generate(join(folder, 'now'), 256);
    const all = Object.entries(processes(folder));
    const taken = new Map(all.map(([name]) => [name, []]));
    // In turn, so that a busy minute of the machine falls on all of them.
    for (let round = 0; round <= runs; round++) {
      console.error(round === 0 ? 'warming up' : `run ${round} of ${runs}`);
      for (const [name, one] of all) {
        const milliseconds = measure(one);
        if (round > 0) taken.get(name).push(milliseconds);
      }
    }
    const loading = median(taken.get('loading, as an application does'));
    console.log(`| ${KINDS * HOOKS_OF_A_KIND} hooks                       |   ms | over loading |`);
    console.log('| ------------------------------- | ---: | -----------: |');
    for (const [name, numbers] of taken) {
      const [shown, ratio] = [median(numbers).toFixed(0), (median(numbers) / loading).toFixed(2)];
      console.log(`| ${name.padEnd(31)} | ${shown.padStart(4)} | ${ratio.padStart(12)} |`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sizeOf(path) {
  const stats = statSync(path);
  return stats.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : stats.size;
}

function printSizes() {
  const listing = execFileSync('npm pack --dry-run --json --ignore-scripts', {
    cwd: ROOT,
    encoding: 'utf8',
    shell: true,
    stdio: 'pipe',
  });
  const [tarball] = Object.values(JSON.parse(listing));
  const ofCommand = tarball.files
    .filter(({ path }) => path.includes('lib/cli/'))
    .reduce((sum, { size }) => sum + size, 0);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;
  console.log(
    `\nThe package: ${kilobytes(tarball.size)} packed, ${kilobytes(tarball.unpackedSize)} on the disk, of which the command ${kilobytes(ofCommand)}.`,
  );
  for (const name of Object.keys(dependencies)) {
    console.log(`It brings ${name}: ${kilobytes(sizeOf(join(ROOT, 'node_modules', name)))}.`);
  }
}

const [option, value] = process.argv.slice(2);
const runs = option === '--runs' ? Number(value) : RUNS;
if ((option === undefined || option === '--runs') && Number.isInteger(runs) && runs > 0) {
  measureAll(runs);
  printSizes();
} else {
  console.log(HELP);
  process.exitCode = option === '--help' ? 0 : 1;
}
