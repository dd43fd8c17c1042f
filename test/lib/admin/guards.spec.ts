import { connect } from 'node:net';
import { Injectable, Module, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PluginAdminModule, type PluginAdminOptions } from 'nestjs-plugin-system/admin';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError } from '../support/start-app.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { once, openStreams } from './support/open-streams.js';
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

describe.each(ADAPTERS)('a guard that takes its time, with %s,', (_, makeAdapter) => {
  it('leaves no stream behind for a client that has not waited for it', async () => {
    let asked = 0;
    let decide = (): void => {};
    const decided = new Promise<void>((resolve) => (decide = resolve));
    let answered = 0;
    const slow: CanActivate = {
      canActivate: async () => {
        asked++;
        await decided;
        answered++;
        return true;
      },
    };
    const app = await AdminApp.start({ system: { hookspecs }, admin: { guards: [slow] }, adapter: makeAdapter() });
    let open = 0;
    app.server.on('connection', (socket) => {
      open++;
      socket.once('close', () => open--);
    });
    const client = connect(app.port, '127.0.0.1');
    client.write('GET /plugins/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(() => asked === 1);
    client.destroy();
    await once(() => open === 0);
    decide();
    await once(() => answered === 1);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(openStreams(app)).toBe(0);
    await app.close();
  });
});

it('what stands in the list of guards later is none of them: an empty one stays refused', async () => {
  const guards: CanActivate[] = [];
  const module = PluginAdminModule.forRoot({ guards });
  guards.push(instance);
  const { message } = await bootError({ hookspecs }, { imports: [module] });
  expect(message).toMatch(/guards: \[YourGuard\]/);
});
