import { Injectable, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { NotifyService, OnHook } from 'nestjs-plugin-system';
import { PluginHealthIndicator } from 'nestjs-plugin-system/terminus';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { MadeUpRoute } from '../support/made-up-route.js';
import { rootModule } from '../support/start-app.js';
import { HealthController } from './support/health.controller.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

@Injectable()
class AuditTrail {
  @OnHook('k', 'on_a')
  hear(): void {
    throw new Error('no');
  }
}

describe('the health of a route, over HTTP', () => {
  let app: INestApplication;
  let relay: MadeUpRoute;

  beforeEach(async () => {
    const root = rootModule(
      { hookspecs },
      {
        imports: [TerminusModule.forRoot({ logger: false })],
        controllers: [HealthController],
        providers: [PluginHealthIndicator, AuditTrail, MadeUpRoute],
      },
    );
    app = await NestFactory.create(root, { logger: false, abortOnError: false });
    relay = app.get(MadeUpRoute);
    await app.listen(0, '127.0.0.1');
  });
  afterEach(() => app.close());

  async function check(path: string): Promise<{ http: number; status: unknown; plugins: unknown }> {
    const response = await fetch(`${await app.getUrl()}/health/${path}`);
    const { status, details } = (await response.json()) as { status: unknown; details: { plugins: unknown } };
    return { http: response.status, status, plugins: details.plugins };
  }

  it('is shown with its figures while the route is operational', async () => {
    relay.is('operational', { sent: 3 }, 'the broker is back');
    expect(await check('')).toEqual({
      http: 200,
      status: 'ok',
      plugins: { status: 'up', plugins: 1, routes: { relay: { status: 'operational', figures: { sent: 3 } } } },
    });
  });

  it('makes the answer degraded, and the application still serves, when the route is', async () => {
    relay.is('degraded', { sent: 3, waiting: 2 }, 'no broker: connect ECONNREFUSED 127.0.0.1:1883');
    expect(await check('AuditTrail')).toEqual({
      http: 200,
      status: 'degraded',
      plugins: {
        status: 'degraded',
        message: 'the route relay is degraded',
        plugins: 1,
        degraded: {},
        routes: {
          relay: {
            status: 'degraded',
            reason: 'no broker: connect ECONNREFUSED 127.0.0.1:1883',
            figures: { sent: 3, waiting: 2 },
          },
        },
      },
    });
  });

  it('is told beside that of the plugins when both are degraded', async () => {
    relay.is('degraded', {});
    for (let count = 0; count < 5; count++) app.get(NotifyService).notify('k', 'on_a', {});
    expect(await check('')).toMatchObject({
      http: 200,
      plugins: {
        message: '1 of 1 plugins is degraded; the route relay is degraded',
        degraded: { AuditTrail: '5 failures in a row' },
        routes: { relay: { reason: 'for no known reason' } },
      },
    });
  });

  it('is shown as well when a critical plugin takes the application down, and does not do so itself', async () => {
    relay.is('degraded', {}, 'no broker');
    for (let count = 0; count < 5; count++) app.get(NotifyService).notify('k', 'on_a', {});
    expect(await check('AuditTrail')).toMatchObject({
      http: 503,
      plugins: {
        message: 'AuditTrail is degraded, which is critical',
        routes: { relay: { status: 'degraded', reason: 'no broker' } },
      },
    });
  });

  it('cannot be named as critical, which is for plugins', async () => {
    expect(await check('relay')).toMatchObject({
      http: 503,
      plugins: { message: 'no plugin is called "relay", which is critical' },
    });
  });
});
