import { Injectable } from '@nestjs/common';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OnHook, type NotifyService } from 'nestjs-plugin-system';
import { DeliveryInstrumentation } from 'nestjs-plugin-system/opentelemetry';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { isChildOf, RecordedSpans } from './recorded-spans.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_late', 'on_full']);
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => {
  context.disable();
  folder.remove();
});

let hear: () => unknown = () => undefined;

@Injectable()
class Audit {
  @OnHook('k', 'on_a')
  hear(): unknown {
    return hear();
  }

  @OnHook('k', 'on_late', { timeout: 1 })
  never(): Promise<void> {
    return new Promise(() => {});
  }

  @OnHook('k', 'on_full', { maxInFlight: 1 })
  full(): unknown {
    return hear();
  }
}

let spans: RecordedSpans;
let instrumentation: DeliveryInstrumentation;
let current: TestApp | undefined;
beforeEach(() => {
  spans = new RecordedSpans();
  instrumentation = new DeliveryInstrumentation();
  instrumentation.setTracerProvider(spans.provider);
});
afterEach(async () => {
  await current?.app.close();
  current = undefined;
  instrumentation.disable();
});

async function start(): Promise<NotifyService> {
  current = await startApp({ hookspecs }, { providers: [Audit] });
  return current.notify;
}

describe('the span of a delivery that failed', () => {
  it.each([
    ['threw', () => fail()],
    ['rejected', () => Promise.reject(new TypeError('no such table'))],
    ['rejected later', () => new Promise((resolve) => setImmediate(resolve)).then(() => fail())],
  ])('has the status ERROR and the exception: it %s', async (_, how) => {
    hear = how;
    await (await start()).dispatch('k', 'on_a', {});
    expect(spans.delivery.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no such table' });
    expect(spans.delivery.attributes['plugin_system.outcome']).toBe('failed');
    expect(spans.delivery.events).toMatchObject([
      {
        name: 'exception',
        attributes: {
          'exception.type': 'TypeError',
          'exception.message': 'no such table',
          'exception.stacktrace': expect.stringContaining('failed-deliveries.spec') as unknown,
        },
      },
    ]);
  });

  it('has them when it timed out', async () => {
    await (await start()).dispatch('k', 'on_late', {});
    expect(spans.delivery.attributes['plugin_system.outcome']).toBe('timed_out');
    expect(spans.delivery.status).toMatchObject({
      code: SpanStatusCode.ERROR,
      message: expect.stringContaining('did not settle within 1 ms') as unknown,
    });
  });

  it('has them when the application shut down before it settled', async () => {
    hear = () => new Promise(() => {});
    const { app, notify } = await startApp({ hookspecs, shutdownTimeout: 1 }, { providers: [Audit] });
    notify.notify('k', 'on_a', {});
    await app.close();
    expect(spans.delivery.attributes['plugin_system.outcome']).toBe('timed_out');
    expect(spans.delivery.status.code).toBe(SpanStatusCode.ERROR);
  });

  it('has them when it was shed, as a child of what was active at the publisher', async () => {
    let settle = () => {};
    hear = () => new Promise<void>((resolve) => (settle = resolve));
    const notify = await start();
    notify.notify('k', 'on_full', {});
    const request = spans.tracer.startSpan('request');
    context.with(trace.setSpan(context.active(), request), () => notify.notify('k', 'on_full', {}));
    expect(isChildOf(spans.delivery, request)).toBe(true);
    expect(spans.delivery.attributes['plugin_system.outcome']).toBe('shed');
    expect(spans.delivery.status.code).toBe(SpanStatusCode.ERROR);
    settle();
    await notify.whenIdle();
    expect(spans.deliveries).toHaveLength(2);
  });

  class Unreadable extends Error {
    override get message(): string {
      throw new Error('unreadable');
    }
  }
  const unaskable = {
    get [Symbol.toStringTag](): string {
      return fail();
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  it.each<[string, unknown, string, string]>([
    ['null', null, 'null', 'null'],
    ['undefined', undefined, 'undefined', 'undefined'],
    ['a symbol', Symbol('odd'), 'symbol', 'Symbol(odd)'],
    ['text', 'out of paper', 'string', 'out of paper'],
    ['no text', '', 'string', ''],
    ['an object', { code: 7 }, 'object', '[object Object] without a message'],
    ['an error without a message', new RangeError(), 'RangeError', 'RangeError'],
    ['an error whose message is no text', Object.assign(new Error(), { message: 7 }), 'Error', 'Error'],
    ['an error whose message cannot be read', new Unreadable(), 'Error', 'Error'],
    ['what cannot be asked what it is', unaskable, 'object', 'a value that cannot be described'],
    ['a proxy that was revoked', revoked.proxy, 'object', 'a value that cannot be described'],
    ['a very long message', new Error('x'.repeat(5000)), 'Error', 'x'.repeat(1024)],
  ])('has them whatever was thrown: %s', async (_, thrown, type, message) => {
    const notify = await start();
    for (const how of [() => Promise.reject(thrown), () => rethrow(thrown)]) {
      spans = new RecordedSpans();
      instrumentation.setTracerProvider(spans.provider);
      hear = how;
      await notify.dispatch('k', 'on_a', {});
      expect(spans.delivery.status.code).toBe(SpanStatusCode.ERROR);
      expect(spans.delivery.status.message).toBe(message);
      const [event] = spans.delivery.events;
      expect(event?.attributes?.['exception.type']).toBe(type);
    }
  });
});

function fail(): never {
  throw new TypeError('no such table');
}

function rethrow(thrown: unknown): never {
  throw thrown;
}
