// Measures how long hostile input holds up an application, against the limits that it must keep. Needs a build.
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, PluginSystemModule } from 'nestjs-plugin-system';

const RUNS = 15;
// In milliseconds. A backtracking matcher would need longer than anybody waits.
const KILL_AFTER = 10_000;

const HELP = `Usage: npm run bench:hostile [-- --help]

Measures, each in a process of its own, how long these hold up an application, and prints the median of ${RUNS} runs:

  1  the start, by a YAML alias bomb of 30 GB
  2  the start, by a YAML file of 1 MB
  8  notify(), by 30 characters that nearly match the pattern ^(a+)+$, and by 30 that do

Exits with 1 when a figure is over its limit, or an outcome is not what it should be. A process that has not come to its
end after ${KILL_AFTER / 1000} s is killed and counts as over.`;

/** What `prepare` gives measures once, in milliseconds, and throws when the outcome is not what it should be. */
const MEASURES = {
  1: {
    what: 'YAML alias bomb of 30 GB, refused at start',
    limit: 100,
    prepare: (folder) => {
      const line = (level) => `  a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`;
      const lines = Array.from({ length: 10 }, (_, level) => line(level));
      write(folder, 'k.yaml', ['kind: k', 'constraints:', '  a0: &a0 lol', ...lines, ''].join('\n'));
      return () => timeOfRefusedStart(folder, 'k.yaml:4:12 the alias *a0 is not allowed here');
    },
  },
  2: {
    what: 'YAML file of 1 MB, refused at start',
    limit: 100,
    prepare: (folder) => {
      write(folder, 'k.yaml', `kind: k\nhooks:\n${'# a comment\n'.repeat(87_380)}`.padEnd(1024 * 1024));
      return () => timeOfRefusedStart(folder, 'k.yaml:1:1 this hookspec holds 1048576 bytes');
    },
  },
  '8 (bad)': { what: '30 characters that nearly match ^(a+)+$, refused', limit: 50, prepare: checks(30, '!', false) },
  '8 (good)': { what: '30 characters that match ^(a+)+$, heard', limit: 50, prepare: checks(30, '', true) },
};

function checks(length, tail, isGood) {
  return async (folder) => {
    const { notify, heardCount, refusedAtStart } = await startWithPattern(folder, '^(a+)+$');
    // Refusing the pattern is an answer too.
    if (refusedAtStart !== undefined) return () => refusedAtStart;
    return () => {
      const before = heardCount();
      const since = performance.now();
      notify.notify('k', 'on_a', { text: 'a'.repeat(length) + tail });
      const time = performance.now() - since;
      if (heardCount() - before !== Number(isGood)) throw new Error(`it was ${isGood ? 'refused' : 'heard'}`);
      return time;
    };
  };
}

async function timeOfRefusedStart(hookspecs, problem) {
  const since = performance.now();
  const error = await start({ hookspecs }).then(
    () => undefined,
    (reason) => reason,
  );
  const time = performance.now() - since;
  if (!error?.message.includes(problem)) throw new Error(`the start should have ended with "${problem}": ${error}`);
  return time;
}

async function startWithPattern(folder, pattern) {
  let heard = 0;
  class Listener {
    hear() {
      heard++;
    }
  }
  OnHook('k', 'on_a')(Listener.prototype, 'hear', Object.getOwnPropertyDescriptor(Listener.prototype, 'hear'));
  write(folder, 's.json', JSON.stringify({ type: 'object', properties: { text: { type: 'string', pattern } } }));
  const hook = ['  - name: on_a', '    dispatch: broadcast_notify', '    input_schema: s.json'];
  write(folder, 'k.yaml', ['kind: k', 'kind_api_version: 1.0.0', 'hooks:', ...hook, ''].join('\n'));
  const since = performance.now();
  try {
    const app = await start({ hookspecs: folder }, [Listener]);
    return { notify: app.get(NotifyService), heardCount: () => heard };
  } catch (error) {
    if (error.code !== 'HOOKSPEC_INVALID') throw error;
    return { refusedAtStart: performance.now() - since };
  }
}

function start(options, providers = []) {
  class AppModule {}
  Module({ imports: [PluginSystemModule.forRoot(options)], providers })(AppModule);
  return NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
}

function write(folder, name, text) {
  writeFileSync(join(folder, name), text);
}

/** Prints the median of some runs. The first is not counted: what Nest and the parsers load once is no hostile input's fault. */
async function measure(row, folder) {
  const run = await MEASURES[row].prepare(folder);
  await run();
  const times = [];
  for (let count = 0; count < RUNS; count++) times.push(await run());
  console.log(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]);
}

/** Measures a row in a process of its own and prints its line. Returns whether it keeps its limit. */
function report(row) {
  const { what, limit } = MEASURES[row];
  const folder = mkdtempSync(join(tmpdir(), 'hostile-input-'));
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--row', row, folder],
    { encoding: 'utf8', timeout: KILL_AFTER, killSignal: 'SIGKILL' },
  );
  rmSync(folder, { recursive: true, force: true });
  const figure = status === 0 ? Number(stdout) : undefined;
  const isKept = figure !== undefined && figure < limit;
  const shown = figure?.toFixed(2) ?? (signal === null ? 'failed' : 'no end');
  console.log(
    `| ${row.padEnd(8)} | ${what.padEnd(50)} | ${shown.padStart(8)} | ${String(limit).padStart(5)} | ${isKept ? 'kept' : 'OVER'} |`,
  );
  if (status !== 0 && signal === null) console.error(stderr);
  return isKept;
}

const [option, row, folder] = process.argv.slice(2);
if (option === '--row') {
  await measure(row, folder);
} else if (option === undefined) {
  console.log(`| ${'case'.padEnd(8)} | ${'input'.padEnd(50)} | ${'ms'.padStart(8)} | limit |      |`);
  console.log(`| -------- | ${'-'.repeat(50)} | -------: | ----: | ---- |`);
  const kept = Object.keys(MEASURES).map(report);
  process.exitCode = kept.every(Boolean) ? 0 : 1;
} else {
  console.log(HELP);
  process.exitCode = option === '--help' ? 0 : 1;
}
