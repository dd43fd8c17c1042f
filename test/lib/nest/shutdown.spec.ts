import { Controller, Get, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, SubscriberTimeoutError } from 'nestjs-plugin-system';
import { CapturedLog } from '../support/captured-log.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { rootModule, startApp } from '../support/start-app.js';

/** A promise that a test settles when it wants to. */
class Gate {
  open: () => void = () => {};
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

describe('shutdown', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let gate: Gate;
  let steps: string[];
  beforeEach(() => {
    gate = new Gate();
    steps = [];
  });

  @Injectable()
  class SlowPlugin {
    @OnHook('k', 'on_a')
    async hear(): Promise<void> {
      await gate.opened;
      steps.push('heard');
    }
  }

  it('waits for what is in flight', async () => {
    const { app, notify } = await startApp({ hookspecs }, { providers: [SlowPlugin] });
    notify.notify('k', 'on_a', {});
    const closed = app.close().then(() => steps.push('closed'));
    setImmediate(gate.open);
    await closed;
    expect(steps).toEqual(['heard', 'closed']);
  });

  it('serves HTTP meanwhile, and waits for what its last requests publish', async () => {
    @Controller()
    class LastRequest {
      constructor(private readonly notify: NotifyService) {}

      @Get()
      answer(): string {
        this.notify.notify('k', 'on_a', {});
        steps.push('answered');
        setTimeout(gate.open, 20);
        return 'ok';
      }
    }
    const app = await NestFactory.create(
      rootModule({ hookspecs }, { controllers: [LastRequest], providers: [SlowPlugin] }),
      {
        logger: false,
      },
    );
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    app.get(NotifyService).notify('k', 'on_a', {});
    const closed = app.close();
    const response = await fetch(url, { headers: { connection: 'close' } });
    expect(await response.text()).toBe('ok');
    await closed;
    expect(steps).toEqual(['answered', 'heard', 'heard']);
  });

  it('does not wait for deliveries that began after it: a busy application comes to its end', async () => {
    const { app, notify } = await startApp({ hookspecs, shutdownTimeout: 60_000 }, { providers: [SlowPlugin] });
    const first = gate;
    notify.notify('k', 'on_a', {});
    const phase = (app as unknown as { callBeforeShutdownHook(): Promise<void> }).callBeforeShutdownHook();
    await new Promise((resolve) => setImmediate(resolve));
    gate = new Gate();
    notify.notify('k', 'on_a', {});
    first.open();
    await phase;
    expect(steps).toEqual(['heard']);
    gate.open();
    await app.close();
    expect(steps).toEqual(['heard', 'heard']);
  });

  it('gives up after shutdownTimeout and names what did not finish', async () => {
    const { app, notify, log, registry } = await startApp(
      { hookspecs, shutdownTimeout: 20 },
      { providers: [SlowPlugin] },
    );
    const result = notify.dispatch('k', 'on_a', {});
    notify.notify('k', 'on_a', {});
    await app.close();
    expect(log.lines('error')).toEqual([
      'plugin=SlowPlugin error="2 deliveries did not settle within 20 ms (option shutdownTimeout)" kind=k hook=on_a',
    ]);
    expect((await result).failed).toEqual([
      { plugin: 'SlowPlugin', error: expect.any(SubscriberTimeoutError) as unknown },
    ]);
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(registry.subscribersOf('k', 'on_a')).toMatchObject([{ delivered: 0, failed: 2, inFlight: 0 }]);
  });

  it('names what did not finish even when its subscriber has used up its lines', async () => {
    class Failing extends SlowPlugin {
      @OnHook('k', 'on_a')
      override hear(event: { wait?: boolean } = {}): Promise<void> {
        return event.wait ? super.hear() : Promise.reject(new Error('again'));
      }
    }
    const { app, notify, log } = await startApp({ hookspecs, shutdownTimeout: 20 }, { providers: [Failing] });
    for (let count = 0; count < 15; count++) await notify.dispatch('k', 'on_a', {});
    notify.notify('k', 'on_a', { wait: true });
    await app.close();
    expect(log.lines('error').slice(10)).toEqual([
      'plugin=Failing error="1 delivery did not settle within 20 ms (option shutdownTimeout)" kind=k hook=on_a',
      expect.stringContaining('suppressed=5'),
    ]);
  });

  it('refuses what is published afterwards, with a log line and without throwing', async () => {
    const { app, notify, log } = await startApp({ hookspecs, strict: true }, { providers: [SlowPlugin] });
    await app.close();
    notify.notify('k', 'on_a', {});
    expect((await notify.dispatch('k', 'on_a', {})).refused?.code).toBe('SHUT_DOWN');
    expect(log.lines('error')[0]).toBe(
      'kind=k hook=on_a refused=SHUT_DOWN error="it was published after the application had shut down"',
    );
    expect(steps).toEqual([]);
  });

  it('lets a plugin close what it needs after whenIdle()', async () => {
    @Injectable()
    class ClosingPlugin implements OnApplicationShutdown {
      constructor(private readonly notify: NotifyService) {}

      async onApplicationShutdown(): Promise<void> {
        await this.notify.whenIdle();
        steps.push('plugin closed');
      }
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [ClosingPlugin, SlowPlugin] });
    notify.notify('k', 'on_a', {});
    setImmediate(gate.open);
    await app.close();
    expect(steps).toEqual(['heard', 'plugin closed']);
  });

  it('bounds a plugin’s whenIdle() by shutdownTimeout too', async () => {
    @Injectable()
    class ClosingPlugin implements OnApplicationShutdown {
      constructor(private readonly notify: NotifyService) {}

      async onApplicationShutdown(): Promise<void> {
        this.notify.notify('k', 'on_a', {});
        await this.notify.whenIdle();
        steps.push('plugin closed');
      }
    }
    const { app } = await startApp({ hookspecs, shutdownTimeout: 20 }, { providers: [ClosingPlugin, SlowPlugin] });
    await app.close();
    expect(steps).toEqual(['plugin closed']);
  });

  it('can be asked for more than once', async () => {
    const log = new CapturedLog();
    const app = await NestFactory.createApplicationContext(rootModule({ hookspecs }), { logger: log });
    await Promise.all([app.close(), app.close()]);
    await app.close();
    expect(log.lines('error')).toEqual([]);
  });
});
