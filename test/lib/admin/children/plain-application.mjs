// An application with the admin part, which tells what is answered and whether @nestjs/swagger can be found from here.
import { NestFactory } from '@nestjs/core';
import { PluginAdminModule } from 'nestjs-plugin-system/admin';
import { answer, rootModule } from './nest.mjs';

const [hookspecs] = process.argv.slice(2);
const swagger = await import('@nestjs/swagger').then(
  () => 'found',
  ({ code }) => code,
);
const admin = PluginAdminModule.forRoot({ public: true });
const app = await NestFactory.create(rootModule({ hookspecs }, [], [admin]), { logger: false, abortOnError: false });
await app.listen(0, '127.0.0.1');
const response = await fetch(`http://127.0.0.1:${app.getHttpServer().address().port}/plugins`);
answer({ swagger, status: response.status, body: await response.json() });
await app.close();
