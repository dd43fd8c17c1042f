import { Controller, Get, VersioningType, type INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { idle, plugin } from './support/plugins.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

/** A route of the application's own. */
@Controller({ path: 'cats', version: '1' })
class Cats {
  @Get()
  cats(): string[] {
    return ['Tom'];
  }
}

/** Sees all routes of the admin part at a base, and one of the application's own. */
async function expectRoutesAt(app: AdminApp, base: string, headers: Record<string, string> = {}): Promise<void> {
  expect(await app.json(base)).toMatchObject({ plugins: [{ name: 'Steady' }] });
  expect(await app.json(`${base}/Steady`)).toMatchObject({ name: 'Steady' });
  expect(await app.json(`${base}/hooks`)).toMatchObject({ hooks: [{ hook: 'on_a' }] });
  expect(await (await app.get(`${base}/ui`, { headers })).text()).toMatch(/^<!doctype html>/);
  const events = await EventClient.open(app.url(`${base}/events`), headers);
  expect(await events.data('state')).toMatchObject({ plugins: [{ name: 'Steady' }] });
  events.close();
}

describe.each(ADAPTERS)('with %s,', (_, makeAdapter) => {
  let app: AdminApp | undefined;
  afterEach(() => app?.close());

  async function start(prepare: (app: INestApplication) => void, path?: string): Promise<AdminApp> {
    app = await AdminApp.start({
      system: { hookspecs },
      admin: { public: true, ...(path !== undefined && { path }) },
      metadata: { providers: [plugin('Steady', idle)], controllers: [Cats] },
      adapter: makeAdapter(),
      prepare,
    });
    return app;
  }

  it('the routes are below a global prefix', async () => {
    const started = await start((nest) => nest.setGlobalPrefix('api/internal'));
    await expectRoutesAt(started, '/api/internal/plugins');
    expect((await started.get('/plugins')).status).toBe(404);
  });

  it('the routes are where the option path says, below a global prefix', async () => {
    await expectRoutesAt(await start((nest) => nest.setGlobalPrefix('/api/'), '/ops/plugins/'), '/api/ops/plugins');
  });

  it.each([
    ['without a default version', undefined],
    ['with a default version', '1'],
    ['with several default versions', ['1', '2']],
  ])('URI versioning %s leaves them where they are', async (__, defaultVersion) => {
    const started = await start((nest) =>
      nest.enableVersioning({ type: VersioningType.URI, ...(defaultVersion && { defaultVersion }) }),
    );
    await expectRoutesAt(started, '/plugins');
    expect(await started.json('/v1/cats')).toEqual(['Tom']);
  });

  it('URI versioning and a global prefix together leave them below the prefix', async () => {
    const started = await start((nest) => {
      nest.setGlobalPrefix('api');
      nest.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
    });
    await expectRoutesAt(started, '/api/plugins');
    expect(await started.json('/api/v1/cats')).toEqual(['Tom']);
  });

  it.each([
    ['without a header', {}],
    ['with one of a version that nothing has', { 'x-version': '7' }],
  ])('header versioning leaves them open to a request %s', async (__, headers) => {
    const started = await start((nest) =>
      nest.enableVersioning({ type: VersioningType.HEADER, header: 'x-version', defaultVersion: '1' }),
    );
    await expectRoutesAt(started, '/plugins', headers);
  });

  it('media type versioning leaves the stream open to a browser, which names no version', async () => {
    const started = await start((nest) =>
      nest.enableVersioning({ type: VersioningType.MEDIA_TYPE, key: 'v=', defaultVersion: '1' }),
    );
    await expectRoutesAt(started, '/plugins');
  });

  it('what the application says of other origins, it says of the stream, too', async () => {
    const started = await start((nest) => nest.enableCors({ origin: 'https://ops.example', credentials: true }));
    const { response } = await EventClient.open(started.url('/plugins/events'), { origin: 'https://ops.example' });
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': 'https://ops.example',
      'access-control-allow-credentials': 'true',
    });
  });
});

it('what hooks of Fastify put on a reply is on the stream, too', async () => {
  const adapter = new FastifyAdapter();
  adapter.getInstance().addHook('onRequest', (_, reply, done) => {
    reply.header('x-request-id', '7');
    done();
  });
  const app = await AdminApp.start({ system: { hookspecs }, adapter });
  const { response } = await EventClient.open(app.url('/plugins/events'));
  expect(response.headers['x-request-id']).toBe('7');
  await app.close();
});
