import type { Server } from 'node:net';
import { ShutdownSignal } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PluginRegistry } from 'nestjs-plugin-system';

import { AppModule } from './app.module.js';
import { Ledger } from './ledger.js';
import { send } from './messages.js';
import { ProcessFaults } from './process-faults.js';
import { Publisher } from './publisher.js';
import { makeReport } from './report.js';

const faults = new ProcessFaults();
faults.watch();

// However the parent went, nobody is left to report to: an exit would fail on that.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();

const app = await NestFactory.create<NestExpressApplication>(AppModule);
// Without useProcessExit Nest raises the signal again, which ends the process without an 'exit'.
app.enableShutdownHooks([ShutdownSignal.SIGTERM], { useProcessExit: true });
await app.listen(0, '127.0.0.1');

const ledger = app.get(Ledger);
const publisher = app.get(Publisher);
const registry = app.get(PluginRegistry);
// Later than anything that the library, or a plugin, can still do.
process.on('exit', () => send({ what: 'report', report: makeReport(ledger, publisher, registry, faults) }));

const address = (app.getHttpServer() as Server).address();
if (address === null || typeof address === 'string') throw new Error('the application does not listen on a TCP port');
send({ what: 'listening', port: address.port });
