import type { Type } from '@nestjs/common';
import type { AdminController } from './plugin-admin.controller.js';

type Swagger = typeof import('@nestjs/swagger');

const TIME = { type: 'string', format: 'date-time' };
const COUNT = { type: 'integer', minimum: 0 };
const STATUS = { type: 'string', enum: ['operational', 'degraded'] };
const TEXT = { type: 'string' };

const FIGURES = {
  status: STATUS,
  reason: { ...TEXT, nullable: true },
  since: TIME,
  deliveries: COUNT,
  failures: COUNT,
  consecutiveFailures: COUNT,
  timeouts: COUNT,
  shed: COUNT,
  inFlight: COUNT,
  duration: {
    type: 'object',
    nullable: true,
    description: 'Milliseconds, of sampled deliveries of the last 5 to 10 minutes.',
    properties: { p50: { type: 'number' }, p99: { type: 'number' }, samples: COUNT },
  },
  lastError: { type: 'object', nullable: true, properties: { message: TEXT, at: TIME } },
  lastSuccess: { ...TIME, nullable: true },
};

const PLUGIN = {
  name: TEXT,
  className: TEXT,
  module: TEXT,
  scope: { type: 'string', enum: ['static', 'request'] },
  kinds: { type: 'array', items: TEXT },
  hooks: { type: 'array', items: TEXT },
  ...FIGURES,
};

const SUBSCRIBER = { method: TEXT, kind: TEXT, hook: TEXT, ...FIGURES };

const HOOK = {
  kind: TEXT,
  kindApiVersion: TEXT,
  hook: TEXT,
  dispatch: TEXT,
  description: { ...TEXT, nullable: true },
  published: COUNT,
  refused: COUNT,
  refusals: { type: 'object', additionalProperties: COUNT },
  deliveries: COUNT,
  failures: COUNT,
  subscribers: { type: 'array', items: objectOf({ plugin: TEXT, method: TEXT, status: STATUS }) },
  schema: { description: 'The JSON Schema of the payload.' },
};

/** Describes the routes for @nestjs/swagger where it is installed; a document is made later, once the application is. */
export async function describeForSwagger(controller: Type<AdminController>): Promise<void> {
  const swagger = await load();
  if (swagger === undefined) return;
  const { ApiExcludeEndpoint, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } = swagger;
  const apply = (method: keyof AdminController, ...decorators: MethodDecorator[]): void => {
    const target = controller.prototype as object;
    const descriptor = Object.getOwnPropertyDescriptor(target, method);
    if (descriptor) for (const decorate of decorators) decorate(target, method, descriptor);
  };
  const answer = (properties: object): MethodDecorator => {
    return ApiOkResponse({ schema: objectOf(properties) });
  };

  ApiTags('plugins')(controller);
  apply(
    'list',
    ApiOperation({ summary: 'Every plugin and how it does; a page for browsers' }),
    answer({ plugins: { type: 'array', items: objectOf(PLUGIN) } }),
  );
  apply('page', ApiExcludeEndpoint());
  apply(
    'hooks',
    ApiOperation({ summary: 'Every hook, its schema and who hears it' }),
    answer({
      hooks: { type: 'array', items: objectOf(HOOK) },
      undeclared: { type: 'object', additionalProperties: COUNT },
    }),
  );
  apply(
    'events',
    ApiOperation({ summary: 'Server-sent events: state, changes as they happen, a summary every second' }),
    ApiProduces('text/event-stream'),
    ApiOkResponse({ description: 'A stream that lasts', schema: TEXT }),
  );
  apply(
    'plugin',
    ApiOperation({ summary: 'One plugin with each of its subscribers' }),
    answer({ ...PLUGIN, subscribers: { type: 'array', items: objectOf(SUBSCRIBER) } }),
    ApiNotFoundResponse({ description: 'There is no plugin of that name' }),
  );
}

function objectOf(properties: object): { type: 'object'; required: string[]; properties: Record<string, object> } {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties } };
}

async function load(): Promise<Swagger | undefined> {
  try {
    return await import('@nestjs/swagger');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The second code is that of CommonJS, of bundlers and of Jest, whose errors are of another realm besides. */
function isMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  const isNotFound = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND';
  // Not something that it needs itself: whoever has it wants to know what is wrong with it.
  return isNotFound && 'message' in error && String(error.message).includes('@nestjs/swagger');
}
