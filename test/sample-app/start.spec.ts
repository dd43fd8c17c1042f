import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NotifyService, OnHook } from 'nestjs-plugin-system';

import { ChildApp } from './support/child-app.js';
import { freePort, occupyPort } from './support/free-port.js';
import { RunningApp } from './support/running-app.js';

describe('starting the sample application', () => {
  let child: ChildApp;

  afterEach(() => child.kill());

  it('listens on PORT and prints what to try there', async () => {
    const port = await freePort();
    child = new ChildApp({ PORT: String(port) });

    expect(await child.line(/curl .*x-request-id: r1/)).toContain(`http://localhost:${port}/hello/bob`);
    await child.line(/BROKEN_PLUGIN=1/);
    expect((await fetch(`http://localhost:${port}/hello/bob`)).status).toBe(200);
  });

  it('prints the address of the page that shows its plugins, and that is there', async () => {
    const port = await freePort();
    child = new ChildApp({ PORT: String(port), BROKEN_PLUGIN: '1', FLAKY_PLUGIN: '0.3' });

    const address = (await child.line(new RegExp(`^ *http://localhost:${port}/`))).trim();
    const page = await fetch(address, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const { plugins } = (await (await fetch(address)).json()) as { plugins: { name: string }[] };
    expect(plugins.map(({ name }) => name).toSorted()).toEqual([
      'AuditLogger',
      'BrokenPlugin',
      'FlakyPlugin',
      'MetricsExporter',
      'RequestTracer',
    ]);
  });

  it.each([
    [{ FLAKY_PLUGIN: '30%' }, 'FLAKY_PLUGIN must be a number from 0 to 1, such as 0.3, but it is "30%".'],
    [{ FLAKY_PLUGIN: '1.5' }, 'FLAKY_PLUGIN must be a number from 0 to 1, such as 0.3, but it is "1.5".'],
    [
      { RELAY: 'mqtt:1883' },
      'RELAY must be the address of a broker, such as mqtt://127.0.0.1:1883, nats://127.0.0.1:4222, redis://127.0.0.1:6379 or ' +
        'amqp://user:password@127.0.0.1:5672, with nothing behind it.',
    ],
    [
      { NODE_ENV: 'production' },
      'With NODE_ENV=production, ADMIN_PASSWORD must be set: who gives it, as the password, sees /plugins.',
    ],
  ])('fails with nothing but one clear line with %j', async (variables, line) => {
    child = new ChildApp({ PORT: '0', ...variables });
    const { code } = await child.ended;

    expect(code).toBe(1);
    expect(child.output()).toBe(line);
  });

  it('fails with one clear line when the port is in use', async () => {
    const { port, release } = await occupyPort();
    child = new ChildApp({ PORT: String(port) });
    const { code } = await child.ended;
    await release();

    expect(code).toBe(1);
    expect(child.stderr.at(-1)).toBe(`Port ${port} is already in use. Set PORT to another one.`);
    expect(child.output()).not.toMatch(/^ +at /m);
  });

  it('fails with nothing but one clear line when PORT is no port', async () => {
    child = new ChildApp({ PORT: 'http' });
    const { code } = await child.ended;

    expect(code).toBe(1);
    expect(child.output()).toBe('PORT must be a whole number from 0 to 65535, but it is "http".');
  });

  it('fails with file, line and column of every problem when a hookspec is broken', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hookspecs-'));
    await mkdir(join(directory, 'hookspecs'));
    await writeFile(
      join(directory, 'hookspecs', 'broken.yaml'),
      ['kind: Not_Snake', 'kind_api_version: 1.0.0', 'description: Broken twice.', 'hooks: []', 'surprise: 1', ''].join(
        '\n',
      ),
    );
    child = new ChildApp({}, directory);
    const { code } = await child.ended;
    await rm(directory, { recursive: true });

    expect(code).toBe(1);
    expect(child.output()).toMatch(/broken\.yaml:1:\d+/);
    expect(child.output()).toMatch(/broken\.yaml:5:\d+/);
  });
});

describe('starting the sample application with one more provider', () => {
  it('fails over a mistyped hook, naming class, method, the wrong name and the nearest right one', async () => {
    @Injectable()
    class MistypedPlugin {
      // @ts-expect-error -- the compiler refuses it too; plain JavaScript has no compiler
      @OnHook('lifecycle_listener', 'on_request_startd')
      hear(): void {}
    }
    const message = await RunningApp.start({ providers: [MistypedPlugin] }).then(
      async (app) => {
        await app.close();
        return 'it started';
      },
      (error: unknown) => String(error),
    );

    expect(message).toMatch(/MistypedPlugin\W+hear\b/);
    expect(message).toMatch(/\bon_request_startd\b/);
    expect(message).toMatch(/\bon_request_started\b/);
  });

  it('brings an event published in onModuleInit to every plugin after its own onModuleInit', async () => {
    const heard: string[] = [];

    @Injectable()
    class EarlyPublisher implements OnModuleInit {
      constructor(private readonly notifyService: NotifyService) {}

      onModuleInit(): void {
        this.notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'early' });
      }
    }

    @Injectable()
    class SlowStarter implements OnModuleInit {
      async onModuleInit(): Promise<void> {
        await new Promise(setImmediate);
        heard.push('ready');
      }

      @OnHook('lifecycle_listener', 'on_request_started')
      hear(event: { request_id: string }): void {
        heard.push(event.request_id);
      }
    }

    const app = await RunningApp.start({ providers: [EarlyPublisher, SlowStarter] });
    await app.close();

    expect(heard).toEqual(['ready', 'early']);
    expect(app.audit()).toEqual([{ event: 'on_request_started', request_id: 'early' }]);
  });
});
