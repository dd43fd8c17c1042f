import type { Server } from 'node:net';

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/** PORT holds something that is no port number. Its message is one line and says what to set. */
export class InvalidPortError extends Error {
  override readonly name = 'InvalidPortError';

  /** @param text what PORT holds. */
  constructor(text: string) {
    super(`PORT must be a whole number from 0 to ${HIGHEST_PORT}, but it is ${JSON.stringify(text)}.`);
  }
}

/**
 * The port to listen on; 0 lets the operating system choose a free one.
 *
 * @param text the environment variable PORT. Unset and empty both mean 3000.
 * @throws InvalidPortError when it is anything else than digits up to 65535. Node would take `3000abc` for the name of a
 * Unix socket and listen there.
 */
export function readPort(text: string | undefined): number {
  if (text === undefined || text === '') {
    return DEFAULT_PORT;
  }
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > HIGHEST_PORT) {
    throw new InvalidPortError(text);
  }
  return port;
}

/**
 * The port a server really listens on, which differs from the one asked for when that was 0.
 *
 * @throws Error when the server does not listen on a TCP port.
 */
export function listeningPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server does not listen on a TCP port.');
  }
  return address.port;
}
