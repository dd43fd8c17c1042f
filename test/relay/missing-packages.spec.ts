import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ChildScript } from '../hazards/support/child-script.js';

const ROOT = resolve(import.meta.dirname, '../..');
const CLIENTS = ['@nats-io', 'ioredis', 'mqtt', 'amqplib', 'amqp-connection-manager'];

const SCRIPT = `
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import { PluginSystemModule } from 'nestjs-plugin-system';
import { PluginRelayModule } from 'nestjs-plugin-system/relay';

class AppModule {}
const relay = PluginRelayModule.forRoot({ transport: Transport[process.argv[2]] });
Module({ imports: [PluginSystemModule.forRoot({ hookspecs: '.' }), relay] })(AppModule);
try {
  await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
} catch ({ code, message }) {
  console.log(JSON.stringify({ code, message }));
}
`;

/** An application in a folder of its own, with all packages that are installed here but the clients of brokers. */
let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'missing-')));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@nestjs'), { recursive: true });
  const link = (name: string) => symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  const isCopied = (name: string) =>
    name.startsWith('.') || ['@nestjs', 'nestjs-plugin-system', ...CLIENTS].includes(name);
  for (const name of readdirSync(join(ROOT, 'node_modules'))) if (!isCopied(name)) link(name);
  for (const name of readdirSync(join(ROOT, 'node_modules/@nestjs'))) {
    if (name !== 'microservices') link(`@nestjs/${name}`);
  }
  // These look for the clients, from where they really are.
  cpSync(join(ROOT, 'node_modules/@nestjs/microservices'), join(modules, '@nestjs/microservices'), { recursive: true });
  for (const part of ['package.json', 'dist/lib', 'dist/hookspec.schema.json']) {
    cpSync(join(ROOT, part), join(modules, 'nestjs-plugin-system', part), { recursive: true });
  }
  writeFileSync(join(folder, 'main.mjs'), SCRIPT);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a client package that is not installed', () => {
  it.each([
    ['NATS', 'a package that is not installed: npm install @nats-io/transport-node'],
    ['REDIS', 'a package that is not installed: npm install ioredis'],
    ['MQTT', 'a package that is not installed: npm install mqtt'],
    ['RMQ', 'packages that are not installed: npm install amqplib amqp-connection-manager'],
  ])('is an error that says what to install, and does not end the process: %s', async (transport, what) => {
    const child = new ChildScript(join(folder, 'main.mjs'), [transport]);
    expect(await child.result()).toEqual({
      code: 'CONFIGURATION_INVALID',
      message: `PluginRelayModule: Transport.${transport} needs ${what}`,
    });
  });
});
