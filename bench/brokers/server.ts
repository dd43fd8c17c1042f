import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { ServerCommand } from './broker-recipe.js';
import { assertFree, tryPort } from './loopback-port.js';
import { ProcessGroup } from './process-group.js';

const START_TIMEOUT = 40_000;
const MILLISECONDS_BETWEEN_TRIES = 20;

/**
 * Starts a server. Settles once it lets clients in.
 *
 * @throws Error when its port is taken, when it ends, or when it lets nobody in for 40 seconds; with the last that it wrote
 */
export async function startServer(command: ServerCommand): Promise<ProcessGroup> {
  const { program, args, env = {}, port, tryToConnect = () => tryPort(port) } = command;
  await assertFree(port);
  const server = new ProcessGroup(program, { args, env });
  const deadline = performance.now() + START_TIMEOUT;
  let refusal: unknown;
  while (!server.hasEnded && performance.now() < deadline) {
    try {
      await tryToConnect();
      return server;
    } catch (error) {
      refusal = error;
    }
    // Servers have no way in common to tell that they are ready.
    await Promise.race([server.ended, delay(MILLISECONDS_BETWEEN_TRIES)]);
  }
  const complaint = server.hasEnded ? 'ended before it let a client in' : 'lets no client in';
  await server.kill();
  throw new Error(`${basename(program)} ${complaint} on port ${port}:\n${server.output}`, { cause: refusal });
}
