import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** So many ports of the loopback interface that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  // All are held at once, or the system could give the same one twice.
  const held = await Promise.all(Array.from({ length: count }, () => holdPort(0)));
  const ports = held.map(({ port }) => port);
  await Promise.all(held.map(({ release }) => release()));
  return ports;
}

/** @throws Error when somebody listens on the port: who connected to it would take the other for the server */
export async function assertFree(port: number): Promise<void> {
  try {
    const { release } = await holdPort(port);
    await release();
  } catch (error) {
    throw new Error(`Port ${port} was free, but another process has taken it.`, { cause: error });
  }
}

/** Connects to a port and leaves again. Rejects when nobody listens. */
export async function tryPort(port: number): Promise<void> {
  const socket = connect(port, LOOPBACK);
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

async function holdPort(wanted: number): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer().listen(wanted, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return {
    port: address.port,
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
