import { ShutdownSignal } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module.js';
import { readAdminPassword } from './observability/admin-access.js';
import { readFailureRate } from './plugins/flaky/failure-rate.js';
import { readRelayBroker } from './relay/relay-broker.js';
import { DrainingExpressAdapter } from './server/draining-express.adapter.js';
import { listeningPort, readPort } from './server/port.js';
import { describeStartFailure } from './server/start-failure.js';
import { whatToTry } from './server/what-to-try.js';

async function bootstrap(): Promise<void> {
  const port = readPort(process.env.PORT);
  const options = {
    brokenPlugin: process.env.BROKEN_PLUGIN === '1',
    flakyPlugin: readFailureRate(process.env.FLAKY_PLUGIN),
    adminPassword: readAdminPassword(process.env),
    relayBroker: readRelayBroker(process.env.RELAY),
  };
  const adapter = new DrainingExpressAdapter();
  const app = await NestFactory.create(AppModule.forRoot(options), adapter);

  // Without useProcessExit Nest raises the signal again once it has shut down, and the process ends by it instead of with 0.
  app.enableShutdownHooks([ShutdownSignal.SIGINT, ShutdownSignal.SIGTERM], { useProcessExit: true });
  await app.listen(port);
  process.stdout.write(whatToTry(listeningPort(adapter.getHttpServer())));
}

try {
  await bootstrap();
} catch (error) {
  process.stderr.write(`${describeStartFailure(error)}\n`);
  process.exit(1);
}
