import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** Where, when and of what something was measured. */
export interface Machine {
  /** The day, as ISO 8601 has it. */
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  /** Gigabytes. */
  readonly memory: number;
  readonly node: string;
  readonly v8: string;
  /** The version of each package that was measured. */
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = [
  '@nestjs/core',
  '@nestjs/event-emitter',
  '@nestjs/cqrs',
  '@nestjs/microservices',
  '@nats-io/transport-node',
  'aedes',
  'ajv',
  'emittery-1',
  'eventemitter2',
  'eventemitter3',
  'hookable',
  'ioredis',
  'mqtt',
  'rxjs',
  'tapable',
];

/**
 * Looks where this runs.
 *
 * @param folder the one of the repository, in which the packages are installed
 * @throws Error when one of the packages is not
 */
export function thisMachine(folder: string): Machine {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memory: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    v8: process.versions.v8,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(folder, name)])),
  };
}

function versionOf(folder: string, name: string): string {
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
