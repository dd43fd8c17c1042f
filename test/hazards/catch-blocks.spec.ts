import { Controller, Get, Injectable } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook } from 'nestjs-plugin-system';
import { CapturedLog } from '../lib/support/captured-log.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { rootModule, startApp } from '../lib/support/start-app.js';

describe('#25 a mistake of a publisher inside a catch block', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('orders', ['on_failed', 'on_placed']);
  afterAll(() => folder.remove());

  @Injectable()
  class Listener {
    heard = 0;

    @OnHook('orders', 'on_failed')
    hear(): void {
      this.heard++;
    }
  }

  it.each<[string, string, string, payload: unknown, line: string]>([
    [
      'an unknown hook',
      'orders',
      'on_faild',
      {},
      `kind=orders hook=on_faild refused=HOOK_UNKNOWN error="The publisher names an unknown hook 'on_faild' of kind 'orders'. Did you mean 'on_failed'?"`,
    ],
    [
      'an unknown kind',
      'order',
      'on_failed',
      {},
      `kind=order hook=on_failed refused=KIND_UNKNOWN error="The publisher names an unknown kind 'order'. Did you mean 'orders'?"`,
    ],
    [
      'the error itself for a payload',
      'orders',
      'on_failed',
      new Error('the original'),
      'kind=orders hook=on_failed refused=PAYLOAD_INVALID path="" error="is a built-in Error, which JSON would empty"',
    ],
  ])('%s is logged, and the original error survives', async (_, kind, hook, payload, line) => {
    const { app, notify, log } = await startApp({ hookspecs }, { providers: [Listener] });
    const original = new Error('the original');
    const handle = () => {
      try {
        throw original;
      } catch (error) {
        notify.notify(kind, hook, payload);
        throw error;
      }
    };
    expect(handle).toThrow(original);
    expect(log.lines('error')).toEqual([line]);
    expect(app.get(Listener).heard).toBe(0);
    await app.close();
  });

  it('leaves the answer of a failing request what it was', async () => {
    class Teapot extends Error {
      readonly status = 418;
    }
    @Controller()
    class Failing {
      constructor(private readonly notify: NotifyService) {}

      @Get()
      async answer(): Promise<string> {
        try {
          throw new Teapot('short and stout');
        } catch (error) {
          await this.notify.dispatch('orders', 'on_faild', { error });
          throw error;
        }
      }
    }
    const log = new CapturedLog();
    const app = await NestFactory.create(rootModule({ hookspecs }, { controllers: [Failing], providers: [Listener] }), {
      logger: log,
    });
    const caught: unknown[] = [];
    app.useGlobalFilters({
      catch: (error: unknown, host: { getArgByIndex(index: number): { status(code: number): { end(): void } } }) => {
        caught.push(error);
        host.getArgByIndex(1).status(418).end();
      },
    });
    await app.listen(0, '127.0.0.1');
    const response = await fetch(await app.getUrl(), { headers: { connection: 'close' } });
    expect(response.status).toBe(418);
    expect(caught).toEqual([expect.any(Teapot)]);
    expect(log.lines('error')).toEqual([expect.stringContaining("Did you mean 'on_failed'?")]);
    await app.close();
  });
});
