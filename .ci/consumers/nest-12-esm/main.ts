import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, PluginSystemModule } from 'nestjs-plugin-system';
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

@Module({ imports: [PluginSystemModule.forRoot({ hookspecs })], providers: [Listener] })
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'] });
  const result = await app.get(NotifyService).dispatch('greeting_listener', 'on_greeted', { name: 'bob' });
  await app.close();
  console.log(`heard ${heard.join()}, delivered ${result.delivered}, failed ${result.failed.length}`);
}

void main();
