import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Broker } from '../../../bench/brokers/broker.js';
import { findBroker } from '../../../bench/brokers/find-broker.js';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

it('finds the broker that came with npm, which runs in Node', () => {
  expect(findBroker('mqtt').program).toBe(process.execPath);
});

it.each([
  ['nats', 'NATS_SERVER_PATH', 'nats-server'],
  ['redis', 'REDIS_SERVER_PATH', 'redis-server'],
  ['rmq', 'RABBITMQ_SERVER_PATH', 'rabbitmq-server'],
] as const)('looks for %s only where %s says, and names the package %s', (name, variable, debianPackage) => {
  const howToGet = `install Debian's package \`${debianPackage}\`, or set ${variable}`;
  process.env[variable] = '/nowhere/server';
  expect(findBroker(name)).toEqual({ program: undefined, howToGet });
  process.env[variable] = process.execPath;
  expect(findBroker(name)).toEqual({ program: process.execPath, howToGet });
});

it('finds a server on PATH that is in none of the usual places', () => {
  const folder = mkdtempSync(join(tmpdir(), 'find-broker-'));
  writeFileSync(join(folder, 'nats-server'), '');
  process.env['NATS_SERVER_PATH'] = '';
  process.env['PATH'] = folder;
  const { program } = findBroker('nats');
  rmSync(folder, { recursive: true });
  expect(['/usr/sbin/nats-server', join(folder, 'nats-server')]).toContain(program);
});

it('does not start what is not there, and says how to get it', async () => {
  process.env['NATS_SERVER_PATH'] = '/nowhere/server';
  await expect(new Broker('nats').start()).rejects.toThrow(
    "There is no broker nats: install Debian's package `nats-server`, or set NATS_SERVER_PATH.",
  );
});

it('has no port before its first start', () => {
  expect(() => new Broker('nats').port).toThrow('The broker nats has no port before it is started.');
});
