// Starts an application with the hookspecs it is given, and answers why that failed.
import { NestFactory } from '@nestjs/core';
import { answer, rootModule } from './nest.mjs';

const [hookspecs] = process.argv.slice(2);
try {
  await NestFactory.createApplicationContext(rootModule({ hookspecs }), { logger: false, abortOnError: false });
  answer({ code: 'STARTED', problems: [] });
} catch ({ code, problems }) {
  answer({ code, problems });
}
