import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AbstractHttpAdapter } from '@nestjs/core';

/** The HTTP adapters that the routes have to work with, each made anew for every application. */
export const ADAPTERS: readonly [name: string, make: () => AbstractHttpAdapter][] = [
  ['Express', () => new ExpressAdapter()],
  // Its router refuses names of more than 100 characters unless it is told so; those of plugins may have 128.
  ['Fastify', () => new FastifyAdapter({ routerOptions: { maxParamLength: 128 } })],
];
