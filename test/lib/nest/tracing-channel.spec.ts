import { Inject, Injectable, Scope, type OnModuleInit } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DELIVERY_CHANNEL, NotifyService, OnHook, Plugin, SubscriberTimeoutError } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { channel, WatchedChannel } from '../support/watched-channel.js';

it('the name of the tracing channel is exported as it is written here', () => {
  expect(DELIVERY_CHANNEL).toBe('nestjs-plugin-system:delivery');
});

describe('the tracing channel of an application', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let watched: WatchedChannel;
  let current: TestApp;
  beforeEach(() => {
    watched = new WatchedChannel();
  });
  afterEach(async () => {
    watched.stop();
    await current.app.close();
  });

  @Plugin({ name: 'audit' })
  @Injectable()
  class Auditing {
    @OnHook('k', 'on_a')
    write(): void {}
  }

  @Injectable()
  class Failing {
    @OnHook('k', 'on_a')
    async send(): Promise<void> {
      await Promise.resolve();
      throw new Error('connect ECONNREFUSED');
    }
  }

  const storage = new AsyncLocalStorage<object>();
  const seen: unknown[] = [];
  beforeEach(() => {
    seen.length = 0;
  });

  @Injectable({ scope: Scope.REQUEST })
  class Scoped {
    constructor(@Inject(REQUEST) request: { readonly isBad?: boolean }) {
      seen.push(storage.getStore());
      if (request.isBad) throw new Error('cannot be made');
    }

    @OnHook('k', 'on_a')
    hear(): void {
      seen.push(storage.getStore());
    }
  }

  it('names plugins and methods as logs and status do', async () => {
    current = await startApp({ hookspecs }, { providers: [Auditing, Failing] });
    await current.notify.dispatch('k', 'on_a', {});
    expect(watched.events.map(({ message: { plugin, method } }) => `${plugin}.${method}`)).toEqual([
      'audit.write',
      'audit.write',
      ...Array.from({ length: 5 }, () => 'Failing.send'),
    ]);
    expect(watched.toldOf('audit')).toEqual(['start', 'end delivered']);
    expect(watched.toldOf('Failing')).toEqual(['start', 'end', 'error failed', 'asyncStart failed', 'asyncEnd failed']);
  });

  it('tells of a request-scoped plugin, and of one that cannot be made', async () => {
    current = await startApp({ hookspecs }, { providers: [Scoped] });
    await current.notify.dispatch('k', 'on_a', {});
    expect(watched.told).toEqual(['start', 'end', 'asyncStart delivered', 'asyncEnd delivered']);
    await current.notify.dispatch('k', 'on_a', { isBad: true });
    expect(watched.told.slice(4)).toEqual(['start', 'end', 'error failed', 'asyncStart failed', 'asyncEnd failed']);
    expect(watched.events.at(-1)?.was).toMatchObject({ plugin: 'Scoped', method: 'hear', error: expect.any(Error) });
  });

  it('has a store bound to its start seen by a request-scoped plugin, while it is made and when it hears', async () => {
    channel.start.bindStore(storage, ({ plugin }) => ({ spanOf: plugin }));
    current = await startApp({ hookspecs }, { providers: [Scoped] });
    await current.notify.dispatch('k', 'on_a', {});
    channel.start.unbindStore(storage);
    expect(seen).toEqual([{ spanOf: 'Scoped' }, { spanOf: 'Scoped' }]);
  });

  it('tells of events that were published while the application was starting, once they are delivered', async () => {
    @Injectable()
    class Early implements OnModuleInit {
      constructor(private readonly notify: NotifyService) {}

      @OnHook('k', 'on_a')
      hear(): void {
        watched.told.push('called');
      }

      onModuleInit(): void {
        this.notify.notify('k', 'on_a', {});
        watched.told.push('published');
      }
    }
    current = await startApp({ hookspecs }, { providers: [Early] });
    expect(watched.told).toEqual(['published', 'start', 'called', 'end delivered']);
  });

  it('tells of what shutdown gives up', async () => {
    @Injectable()
    class Hanging {
      @OnHook('k', 'on_a')
      hear(): Promise<void> {
        return new Promise(() => {});
      }
    }
    current = await startApp({ hookspecs, shutdownTimeout: 1 }, { providers: [Hanging] });
    current.notify.notify('k', 'on_a', {});
    await current.app.close();
    expect(watched.told).toEqual(['start', 'end', 'error timed_out', 'asyncStart timed_out', 'asyncEnd timed_out']);
    expect(watched.events.at(-1)?.was.error).toBeInstanceOf(SubscriberTimeoutError);
    expect(current.registry.subscribersOf('k', 'on_a')).toMatchObject([{ failed: 1, timedOut: 1, inFlight: 0 }]);
  });

  it('is told of nothing when an event is refused, or when nobody hears it', async () => {
    current = await startApp({ hookspecs });
    current.notify.notify('k', 'on_a', {});
    current.notify.notify('k', 'on_nothing', {});
    current.notify.notify('k', 'on_a', { n: NaN });
    expect(watched.told).toEqual([]);
  });
});
