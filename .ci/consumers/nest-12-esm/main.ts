import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { NotifyService, OnHook, PluginSystemModule } from 'nestjs-plugin-system';
import { PluginAdminModule } from 'nestjs-plugin-system/admin';
import type { PluginRelay } from 'nestjs-plugin-system/relay';
import type { Greeting } from './hook-payloads.js';
import compiled from './compiled-hookspecs.js';

// Both ways to bring hookspecs: CI runs this twice.
const hookspecs = process.env['COMPILED'] === '1' ? compiled : 'hookspecs';

const heard: string[] = [];

@Injectable()
class Listener {
  @OnHook('greeting_listener', 'on_greeted')
  onGreeted(payload: Greeting): void {
    heard.push(payload.name);
  }
}

class Mistaken {
  // @ts-expect-error -- the types that `hookspec types` made know of no such hook
  @OnHook('greeting_listener', 'on_greted')
  onGreeted(): void {}
}
void Mistaken;

/** The types of a part whose broker is not there: they must hold without any client package. */
export const relayed = (relay: PluginRelay): number => relay.figures().sent;

@Module({
  imports: [PluginSystemModule.forRoot({ hookspecs }), PluginAdminModule.forRoot({ public: true })],
  providers: [Listener],
})
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
  await app.listen(0);
  const result = await app.get(NotifyService).dispatch('greeting_listener', 'on_greeted', { name: 'bob' });
  const { plugins } = (await (await fetch(`${await app.getUrl()}/plugins`)).json()) as { plugins: { name: string }[] };
  const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  await app.close();
  console.log(`heard ${heard.join()}, delivered ${result.delivered}, failed ${result.failed.length}`);
  console.log(`shown ${plugins.map(({ name }) => name).join()}, ${paths['/plugins']?.get?.summary ?? 'not described'}`);
}

void main();
