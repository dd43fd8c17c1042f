import { Injectable, Module, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { PluginAdminOptions } from 'nestjs-plugin-system/admin';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { idle, plugin } from './support/plugins.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

@Injectable()
class Sessions {
  has(cookie: string | undefined): boolean {
    return cookie === 'session=1';
  }
}

@Module({ providers: [Sessions], exports: [Sessions] })
class SessionModule {}

function cookieOf(context: ExecutionContext): string | undefined {
  return context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers['cookie'];
}

@Injectable()
class SessionGuard implements CanActivate {
  constructor(private readonly sessions: Sessions) {}

  canActivate(context: ExecutionContext): boolean {
    return this.sessions.has(cookieOf(context));
  }
}

const instance: CanActivate = { canActivate: (context) => cookieOf(context) === 'session=1' };

const GUARDS: readonly [string, PluginAdminOptions][] = [
  ['a class that injects a service of `imports`', { guards: [SessionGuard], imports: [SessionModule] }],
  ['an instance', { guards: [instance] }],
  ['a class and an instance', { guards: [instance, SessionGuard], imports: [SessionModule] }],
];
const ROUTES = ['', '/ui', '/hooks', '/events', '/Steady', '/unknown'];

describe.each(ADAPTERS)('with %s,', (_, makeAdapter) => {
  describe.each(GUARDS)('guarded by %s,', (__, admin) => {
    let app: AdminApp;
    beforeAll(async () => {
      const metadata = { providers: [plugin('Steady', idle)] };
      app = await AdminApp.start({ system: { hookspecs }, admin, metadata, adapter: makeAdapter() });
    });
    afterAll(() => app.close());

    it.each(ROUTES.flatMap((route) => [[route, 'application/json'] as const, [route, 'text/html'] as const]))(
      '/plugins%s is 403 for who may not look and wants %s',
      async (route, accept) => {
        const response = await app.get(`/plugins${route}`, { headers: { accept, cookie: 'session=2' } });
        expect(response.status).toBe(403);
        expect(await response.json()).toMatchObject({ statusCode: 403 });
        expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      },
    );

    it.each(ROUTES)('HEAD /plugins%s is 403 for who may not look', async (route) => {
      expect((await app.get(`/plugins${route}`, { method: 'HEAD' })).status).toBe(403);
    });

    it('who may look sees every route', async () => {
      const headers = { cookie: 'session=1' };
      for (const route of ['', '/ui', '/hooks', '/Steady']) {
        expect((await app.get(`/plugins${route}`, { headers })).status).toBe(200);
      }
      const events = await EventClient.open(app.url('/plugins/events'), headers);
      expect(events.response.statusCode).toBe(200);
      expect(await events.data('state')).toMatchObject({ plugins: [{ name: 'Steady' }] });
      events.close();
    });
  });

  it('every one of several guards is asked', async () => {
    const never: CanActivate = { canActivate: () => false };
    const app = await AdminApp.start({
      system: { hookspecs },
      admin: { guards: [instance, never] },
      adapter: makeAdapter(),
    });
    for (const route of ROUTES) {
      expect((await app.get(`/plugins${route}`, { headers: { cookie: 'session=1' } })).status).toBe(403);
    }
    await app.close();
  });

  it('guards of the whole application apply to what is public, too', async () => {
    const app = await AdminApp.start({
      system: { hookspecs },
      metadata: { providers: [{ provide: APP_GUARD, useValue: instance }] },
      adapter: makeAdapter(),
    });
    for (const route of ROUTES) expect((await app.get(`/plugins${route}`)).status).toBe(403);
    await app.close();
  });

  it('what is public is open to everybody', async () => {
    const app = await AdminApp.start({ system: { hookspecs }, admin: { public: true }, adapter: makeAdapter() });
    for (const route of ['', '/ui', '/hooks']) expect((await app.get(`/plugins${route}`)).status).toBe(200);
    await app.close();
  });
});
