import { inspect } from 'node:util';
import { PluginSystemError } from 'nestjs-plugin-system';

import { MissingAdminPasswordError } from '../observability/admin-access.js';
import { InvalidFailureRateError } from '../plugins/flaky/failure-rate.js';
import { InvalidRelayError } from '../relay/relay-broker.js';
import { InvalidPortError } from './port.js';

/** Errors whose message says what to mend. */
const PLAIN = [
  InvalidPortError,
  InvalidFailureRateError,
  MissingAdminPasswordError,
  InvalidRelayError,
  PluginSystemError,
];

/**
 * What to tell the person who started the application, when it did not start: the message alone where it says what to
 * mend, everything there is otherwise.
 */
export function describeStartFailure(error: unknown): string {
  if (error instanceof Error && PLAIN.some((plain) => error instanceof plain)) {
    return error.message;
  }
  if (isPortInUse(error)) {
    return `Port ${error.port} is already in use. Set PORT to another one.`;
  }
  return inspect(error);
}

function isPortInUse(error: unknown): error is Error & { port: number } {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'EADDRINUSE' &&
    'port' in error &&
    typeof error.port === 'number'
  );
}
