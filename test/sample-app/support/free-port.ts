import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import { listeningPort } from '../../../sample-app/server/port.js';

/** A server that holds a port, on the address the sample application uses. */
export async function occupyPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server: Server = createServer().listen(0);
  await once(server, 'listening');
  return {
    port: listeningPort(server),
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const { port, release } = await occupyPort();
  await release();
  return port;
}
