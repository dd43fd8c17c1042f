import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

import { ProcessGroup } from '../../../bench/brokers/process-group.js';
import { ChildScript } from '../../hazards/support/child-script.js';

const SOURCE = resolve(import.meta.dirname, '../../../bench/brokers/process-group.ts');
const OWNER = resolve(import.meta.dirname, 'children/group-owner.mjs');

let folder: string;
let module: string;
/** Processes connect to it, and are gone when their connection is. */
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'process-group-'));
  module = join(folder, 'process-group.mjs');
  buildSync({ entryPoints: [SOURCE], outfile: module, bundle: true, format: 'esm', platform: 'node' });
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
  rmSync(folder, { recursive: true });
});

function port(): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function nextConnection(): Promise<Socket> {
  const [socket] = (await once(server, 'connection')) as [Socket];
  // It ends by a reset when its process is killed.
  return socket.on('error', () => {}).resume();
}

it.each([
  ['its owner is killed', 'alone'],
  ['its owner, forked as Jest forks workers, has lost its parent', 'forked'],
])('is gone when %s', async (_when, how) => {
  const connection = nextConnection();
  const owner = new ChildScript(OWNER, [how, module, String(port())]);
  const socket = await connection;
  owner.signal('SIGKILL');
  await once(socket, 'close');
  expect(await owner.ended).toEqual({ code: null, signal: 'SIGKILL' });
});

it('kills what its program has started too', async () => {
  const connection = nextConnection();
  const stays = `require('node:net').connect(${port()}, '127.0.0.1').on('error', () => {})`;
  const group = new ProcessGroup('/bin/sh', { args: ['-c', '"$0" -e "$1" & wait', process.execPath, stays], env: {} });
  const socket = await connection;
  await Promise.all([group.kill(), once(socket, 'close')]);
  expect(group.hasEnded).toBe(true);
});

it('keeps what its program wrote, and takes signals when that has ended', async () => {
  const group = new ProcessGroup('/bin/sh', { args: ['-c', 'echo "$WHAT"; echo loudly >&2'], env: { WHAT: 'said' } });
  await group.ended;
  expect(group.output).toMatch(/said\n/);
  expect(group.output).toMatch(/loudly\n/);
  group.signal('SIGCONT');
  await group.kill();
});

it('ends when its program cannot be started, and says why', async () => {
  const group = new ProcessGroup('/nowhere/server', { args: [], env: {} });
  await group.ended;
  expect(group.output).toContain('ENOENT');
});
