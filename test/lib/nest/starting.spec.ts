import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Injectable, Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, type BroadcastNotifyResult } from 'nestjs-plugin-system';
import { CapturedLog } from '../support/captured-log.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { rootModule, startApp } from '../support/start-app.js';

describe('an event published while the application is starting', () => {
  const folder = new HookspecFolder();
  folder.write('schemas/numbers.json', { type: 'object', properties: { n: { type: 'number' } } });
  const hookspecs = folder.declareWith('k', { on_a: 'schemas/numbers.json' });
  let steps: string[];
  beforeEach(() => {
    steps = [];
  });
  afterAll(() => folder.remove());

  @Injectable()
  class Plugin implements OnModuleInit {
    @OnHook('k', 'on_a')
    hear({ n }: { n: number }): void {
      steps.push(`heard ${n}`);
    }

    async onModuleInit(): Promise<void> {
      await new Promise((resolve) => setImmediate(resolve));
      steps.push('plugin is set up');
    }
  }

  @Injectable()
  class EarlyPublisher implements OnModuleInit {
    result: BroadcastNotifyResult | undefined;

    constructor(private readonly notify: NotifyService) {
      notify.notify('k', 'on_a', { n: 1 });
    }

    async onModuleInit(): Promise<void> {
      this.result = await this.notify.dispatch('k', 'on_a', { n: 2 });
      await this.notify.whenIdle();
      steps.push('publisher is set up');
    }
  }

  it('reaches every plugin after that plugin’s own onModuleInit, in order', async () => {
    @Module({ providers: [Plugin] })
    class LaterModule {}
    const { app } = await startApp({ hookspecs }, { providers: [EarlyPublisher], imports: [LaterModule] });
    expect(steps.slice(-2)).toEqual(['heard 1', 'heard 2']);
    expect(steps).toContain('plugin is set up');
    await app.close();
  });

  it('is answered at once by dispatch() with `buffered`, so that awaiting it cannot deadlock the start', async () => {
    const { app } = await startApp({ hookspecs }, { providers: [EarlyPublisher, Plugin] });
    expect(app.get(EarlyPublisher).result).toEqual({ delivered: 0, failed: [], buffered: true });
    await app.close();
  });

  it('is copied when it is published, and checked when it is delivered', async () => {
    @Injectable()
    class Publisher implements OnModuleInit {
      constructor(private readonly notify: NotifyService) {}

      onModuleInit(): void {
        const payload: Record<string, unknown> = { n: 1 };
        this.notify.notify('k', 'on_a', payload);
        payload['n'] = 99;
        this.notify.notify('k', 'on_a', { n: 'not a number' });
        this.notify.notify('k', 'on_missing', { n: 2 });
      }
    }
    const { app, log } = await startApp({ hookspecs }, { providers: [Publisher, Plugin] });
    expect(steps).toEqual(['plugin is set up', 'heard 1']);
    expect(log.lines('error')).toEqual([
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/n error="must be number"',
      expect.stringContaining('hook=on_missing refused=HOOK_UNKNOWN'),
    ]);
    await app.close();
  });

  it('does not end the start in strict mode, when it turns out wrong at its delivery', async () => {
    @Injectable()
    class Publisher {
      constructor(notify: NotifyService) {
        notify.notify('k', 'on_missing', {});
      }
    }
    const { app, log } = await startApp({ hookspecs, strict: true }, { providers: [Publisher] });
    expect(log.lines('error')).toEqual([expect.stringContaining('refused=HOOK_UNKNOWN')]);
    await app.close();
  });

  it('says when it was published, not when it was delivered', async () => {
    let occurredAt = new Date(0);
    const before = new Date();
    @Injectable()
    class Slow implements OnModuleInit {
      constructor(notify: NotifyService) {
        notify.notify('k', 'on_a', { n: 1 });
      }

      async onModuleInit(): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 30));
      }

      @OnHook('k', 'on_a')
      hear(_: unknown, delivery: { occurredAt: Date }): void {
        occurredAt = delivery.occurredAt;
      }
    }
    const { app } = await startApp({ hookspecs }, { providers: [Slow] });
    expect(occurredAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(Date.now() - occurredAt.getTime()).toBeGreaterThanOrEqual(29);
    await app.close();
  });

  it('keeps the AsyncLocalStorage context of its publisher', async () => {
    const storage = new AsyncLocalStorage<string>();
    const stores: unknown[] = [];
    @Injectable()
    class Contextual {
      constructor(notify: NotifyService) {
        storage.run('first', () => notify.notify('k', 'on_a', { n: 1 }));
        storage.run('second', () => notify.notify('k', 'on_a', { n: 2 }));
      }

      @OnHook('k', 'on_a')
      hear(): void {
        stores.push(storage.getStore());
      }
    }
    const { app } = await startApp({ hookspecs }, { providers: [Contextual] });
    expect(stores).toEqual(['first', 'second']);
    await app.close();
  });

  it('is dropped when the buffer is full: the newest go, and one line says how many', async () => {
    @Injectable()
    class Publisher {
      readonly last: Promise<BroadcastNotifyResult>;

      constructor(notify: NotifyService) {
        for (let n = 1; n < 5; n++) notify.notify('k', 'on_a', { n });
        this.last = notify.dispatch('k', 'on_a', { n: 5 });
      }
    }
    const { app, log } = await startApp({ hookspecs, bootstrapBuffer: 2 }, { providers: [Publisher, Plugin] });
    expect(steps).toEqual(['plugin is set up', 'heard 1', 'heard 2']);
    expect(log.lines('error')).toEqual([
      '3 events published while starting were dropped: the bootstrap buffer holds 2 (option bootstrapBuffer)',
    ]);
    expect((await app.get(Publisher).last).refused?.code).toBe('BOOTSTRAP_BUFFER_FULL');
    await app.close();
  });

  it('is counted as lost when the start is cut short', async () => {
    @Injectable()
    class Publisher implements OnModuleInit {
      constructor(private readonly notify: NotifyService) {}

      onModuleInit(): void {
        this.notify.notify('k', 'on_a', { n: 1 });
        this.notify.notify('k', 'on_a', { n: 2 });
        throw new Error('no database');
      }
    }
    const log = new CapturedLog();
    const app = await NestFactory.create(rootModule({ hookspecs }, { providers: [Publisher, Plugin] }), {
      logger: log,
    });
    await expect(app.init()).rejects.toThrow('no database');
    await app.close();
    expect(steps).not.toContain('heard 1');
    expect(log.lines('error')).toEqual([
      '2 events published while starting were never delivered, since the start was cut short: 2 k.on_a',
    ]);
  });

  it('is counted as lost when the process ends with the start, although Nest runs no shutdown hook then', async () => {
    const script = `
      import { Module } from '@nestjs/common';
      import { NestFactory } from '@nestjs/core';
      import { NotifyService, PluginSystemModule } from 'nestjs-plugin-system';
      class AppModule {
        constructor(notify) { notify.notify('k', 'on_a', { n: 1 }); }
        onModuleInit() { throw new Error('no database'); }
      }
      Reflect.defineMetadata('design:paramtypes', [NotifyService], AppModule);
      Module({ imports: [PluginSystemModule.forRoot({ hookspecs: ${JSON.stringify(hookspecs)} })] })(AppModule);
      const app = await NestFactory.create(AppModule);
      await app.init();
    `;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    await expect(run).rejects.toMatchObject({
      stderr: expect.stringContaining(
        '1 event published while starting was never delivered, since the start was cut short: 1 k.on_a',
      ) as unknown,
    });
  });

  it('in some onApplicationBootstrap is delivered too', async () => {
    @Injectable()
    class Publisher implements OnApplicationBootstrap {
      constructor(private readonly notify: NotifyService) {}

      onApplicationBootstrap(): void {
        this.notify.notify('k', 'on_a', { n: 1 });
      }
    }
    const { app } = await startApp({ hookspecs }, { providers: [Publisher, Plugin] });
    expect(steps).toEqual(['plugin is set up', 'heard 1']);
    await app.close();
  });
});
