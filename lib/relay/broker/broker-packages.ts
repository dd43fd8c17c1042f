import { Transport } from '@nestjs/microservices';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PluginSystemError } from '../../index.js';
import type { RelayTransport } from '../plugin-relay.options.js';

const PACKAGES: Readonly<Record<RelayTransport, readonly string[]>> = {
  [Transport.NATS]: ['@nats-io/transport-node'],
  [Transport.REDIS]: ['ioredis'],
  [Transport.MQTT]: ['mqtt'],
  [Transport.RMQ]: ['amqplib', 'amqp-connection-manager'],
};

/**
 * Looks whether the client packages of a transport are there. Nest ends the process when one is not.
 *
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) with the command that installs what is missing
 */
export function checkPackages(transport: RelayTransport, resolve = resolverOfNest()): void {
  const missing = PACKAGES[transport].filter((name) => !canResolve(name, resolve));
  if (missing.length === 0) return;
  const what = missing.length === 1 ? 'a package that is' : 'packages that are';
  throw new PluginSystemError(
    'CONFIGURATION_INVALID',
    `PluginRelayModule: Transport.${Transport[transport]} needs ${what} not installed: npm install ${missing.join(' ')}`,
  );
}

/**
 * Looks whether Nest's microservices are of a version that the relay knows.
 *
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when they are older
 */
export function checkNest(version = versionOfNest()): void {
  if (Number(version.split('.')[0]) >= 12) return;
  throw new PluginSystemError(
    'CONFIGURATION_INVALID',
    `PluginRelayModule needs @nestjs/microservices 12 or later, not ${version}: npm install @nestjs/microservices@12`,
  );
}

type Resolve = (name: string) => string;

/** Looks where Nest looks, which need not be where this package would. */
function resolverOfNest(): Resolve {
  return createRequire(pathOfNest()).resolve;
}

function pathOfNest(): string {
  return createRequire(import.meta.url).resolve('@nestjs/microservices');
}

function versionOfNest(): string {
  const manifest = JSON.parse(readFileSync(join(dirname(pathOfNest()), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

function canResolve(name: string, resolve: Resolve): boolean {
  try {
    resolve(name);
    return true;
  } catch {
    return false;
  }
}
