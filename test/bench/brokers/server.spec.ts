import { once } from 'node:events';
import { createServer } from 'node:net';

import { freePorts } from '../../../bench/brokers/loopback-port.js';
import { startServer } from '../../../bench/brokers/server.js';

async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

it('rejects with what a server wrote when it ends instead of listening', async () => {
  const port = await freePort();
  const start = startServer({ program: '/bin/sh', args: ['-c', 'echo no such option >&2; exit 1'], port });
  await expect(start).rejects.toThrow(`sh ended before it let a client in on port ${port}:\nno such option\n`);
});

it('rejects when another process has taken the port', async () => {
  const other = createServer().listen(await freePort(), '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(startServer({ program: '/bin/sh', args: ['-c', 'sleep 60'], port })).rejects.toThrow(
    `Port ${port} was free, but another process has taken it.`,
  );
  other.close();
});

it('goes on trying until a client is let in', async () => {
  const port = await freePort();
  let tries = 0;
  const tryToConnect = async (): Promise<void> => {
    if (++tries < 3) throw new Error('not yet');
  };
  const server = await startServer({ program: '/bin/sh', args: ['-c', 'sleep 60'], port, tryToConnect });
  expect(tries).toBe(3);
  await server.kill();
});

it('gives as many different ports as are asked for', async () => {
  const ports = await freePorts(20);
  expect(new Set(ports).size).toBe(20);
});
