import { Injectable, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TerminusModule, type HealthIndicatorService } from '@nestjs/terminus';
import { NotifyService, OnHook, Plugin, PluginSystemError, type PluginRegistry } from 'nestjs-plugin-system';
import { PluginHealthIndicator } from 'nestjs-plugin-system/terminus';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { rootModule } from '../support/start-app.js';
import { HealthController } from './support/health.controller.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

@Injectable()
class AuditTrail {
  @OnHook('k', 'on_a')
  hear({ fails }: { fails: boolean }): void {
    if (fails) throw new Error('card 4111111111111111 was declined');
  }
}

@Injectable()
@Plugin({ name: 'metrics.exporter' })
class Exporter {
  @OnHook('k', 'on_b')
  hear(): void {
    throw new Error('connect ECONNREFUSED');
  }
}

describe('the health of the plugins, over HTTP', () => {
  let app: INestApplication;
  let url: string;

  beforeEach(async () => {
    const root = rootModule(
      { hookspecs },
      {
        imports: [TerminusModule.forRoot({ logger: false })],
        controllers: [HealthController],
        providers: [PluginHealthIndicator, AuditTrail, Exporter],
      },
    );
    app = await NestFactory.create(root, { logger: false, abortOnError: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterEach(() => app.close());

  function publish(hook: string, payload: unknown = {}): void {
    for (let count = 0; count < 5; count++) app.get(NotifyService).notify('k', hook, payload);
  }

  async function check(path: string): Promise<{ http: number; body: string; status: unknown; plugins: unknown }> {
    const response = await fetch(`${url}/health/${path}`);
    const body = await response.text();
    const { status, details } = JSON.parse(body) as { status: unknown; details: { plugins: unknown } };
    return { http: response.status, body, status, plugins: details.plugins };
  }

  it('is up while every plugin is operational', async () => {
    publish('on_a', { fails: false });
    for (const path of ['', 'AuditTrail']) {
      const found = await check(path);
      expect(found).toMatchObject({ http: 200, status: 'ok' });
      expect(found.plugins).toEqual({ status: 'up', plugins: 2 });
    }
  });

  it('is degraded, and the application still serves, when a plugin is that is not critical', async () => {
    publish('on_b');
    const plugins = {
      status: 'degraded',
      message: '1 of 2 plugins is degraded',
      plugins: 2,
      degraded: { 'metrics.exporter': '5 failures in a row' },
    };
    const found = await check('AuditTrail');
    expect(found).toMatchObject({ http: 200, status: 'degraded' });
    expect(found.plugins).toEqual(plugins);
  });

  it('is down when a critical plugin is degraded', async () => {
    publish('on_a', { fails: true });
    publish('on_b');
    const plugins = {
      status: 'down',
      message: 'AuditTrail is degraded, which is critical',
      plugins: 2,
      degraded: { AuditTrail: '5 failures in a row', 'metrics.exporter': '5 failures in a row' },
    };
    const found = await check('AuditTrail');
    expect(found).toMatchObject({ http: 503, status: 'error' });
    expect(found.plugins).toEqual(plugins);
    expect(await check('')).toMatchObject({
      http: 200,
      plugins: { status: 'degraded', message: '2 of 2 plugins are degraded' },
    });
  });

  it('is down when no plugin has the name of a critical one', async () => {
    expect(await check('AuditTrial,AuditTrail')).toMatchObject({
      http: 503,
      plugins: { status: 'down', message: 'no plugin is called "AuditTrial", which is critical', degraded: {} },
    });
  });

  it('says both when both is so', async () => {
    publish('on_a', { fails: true });
    expect(await check('AuditTrial,AuditTrail')).toMatchObject({
      plugins: {
        message: 'no plugin is called "AuditTrial", which is critical; AuditTrail is degraded, which is critical',
      },
    });
  });

  it('tells nobody what the errors said', async () => {
    publish('on_a', { fails: true });
    for (const path of ['', 'AuditTrail']) expect((await check(path)).body).not.toContain('4111');
  });
});

describe('what is asked for the health of the plugins', () => {
  const session = { degraded: () => ({}), up: () => ({}), down: (answer: object) => answer };
  const registry = { plugins: () => [], routes: () => [] } as unknown as PluginRegistry;
  const indicatorOf = (methods: object) =>
    new PluginHealthIndicator({ check: () => methods } as unknown as HealthIndicatorService, registry);

  it.each<[string, object]>([
    ['an option of another name', { critcal: ['AuditTrail'] }],
    ['a text instead of a list', { critical: 'AuditTrail' }],
    ['a list of anything else', { critical: [AuditTrail] }],
    ['no list', { critical: null }],
  ])('must have the right form: %s is refused', (_, options) => {
    expect(() => indicatorOf(session).isHealthy('plugins', options)).toThrow(PluginSystemError);
  });

  it('names a plugin once, however often it is named', () => {
    const answer = indicatorOf(session).isHealthy('plugins', { critical: ['Nobody', 'Nobody'] });
    expect(answer).toMatchObject({ message: 'no plugin is called "Nobody", which is critical' });
  });

  it('cannot be told by a terminus that knows of nothing degraded', () => {
    expect(() => indicatorOf({ up: session.up, down: session.down })).toThrow(/npm install @nestjs\/terminus@12/);
  });
});
