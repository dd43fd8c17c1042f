import { once } from 'node:events';
import { get as httpGet, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type { PluginDetails } from 'nestjs-plugin-system/admin';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { idle, plugin } from './support/plugins.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

const CHROME =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';
const FIREFOX = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const SAFARI = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** How many characters a plugin's name may have. */
const LONGEST_NAME = 128;
const NAMES = ['Steady', 'Audit#2', 'audit@acme.org', `a${'b'.repeat(LONGEST_NAME - 1)}`];
const JSON_BODY = { 'content-type': 'application/json' };
const ROUTES = ['', '/ui', '/hooks', '/events', '/Steady'];

describe.each(ADAPTERS)('with %s,', (_, makeAdapter) => {
  let app: AdminApp;
  beforeAll(async () => {
    const providers = NAMES.map((name) => plugin(name, idle));
    app = await AdminApp.start({ system: { hookspecs }, metadata: { providers }, adapter: makeAdapter() });
  });
  afterAll(() => app.close());

  /** Asks for exactly this path: `fetch` would tidy it up. */
  async function raw(path: string): Promise<{ status: number | undefined; body: unknown }> {
    const [response] = (await once(httpGet(app.url(''), { path, agent: false }), 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: JSON.parse(await text(response)) };
  }

  describe('GET /plugins', () => {
    it('answers with every plugin', async () => {
      const response = await app.get('/plugins');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^application\/json(; ?charset=utf-8)?$/);
      expect(await response.json()).toMatchObject({ plugins: NAMES.map((name) => ({ name, status: 'operational' })) });
    });

    it.each([
      ['Chrome', CHROME],
      ['Firefox', FIREFOX],
      ['Safari', SAFARI],
      ['somebody who likes both alike', 'application/json, text/html'],
      ['somebody who likes JSON less', 'text/html;q=0.8, application/json;q=0.7'],
      ['somebody who writes it large', 'TEXT/HTML; Q=0.5'],
    ])('answers %s with the page', async (__, accept) => {
      const response = await app.get('/plugins', { headers: { accept } });
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toMatch(/^<!doctype html>/);
    });

    it.each([
      ['curl and fetch', '*/*'],
      ['axios', 'application/json, text/plain, */*'],
      ['somebody who likes JSON more', 'text/html;q=0.1, application/json'],
      ['somebody who wants no HTML', 'text/html;q=0, */*'],
      ['somebody whose weight is no number', 'text/html;q=much'],
      ['somebody who wants other text', 'text/*'],
      ['somebody who says nothing', ''],
    ])('answers %s with JSON', async (__, accept) => {
      const response = await app.get('/plugins', { headers: { accept } });
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    });
  });

  describe('GET /plugins/:name', () => {
    it.each(NAMES)('finds a plugin by its encoded name: %s', async (name) => {
      const details = await app.json<PluginDetails>(`/plugins/${encodeURIComponent(name)}`);
      expect(details).toMatchObject({ name, subscribers: [{ method: 'hear', kind: 'k', hook: 'on_a' }] });
    });

    it.each([
      ['unknown', 'unknown'],
      ['the name in another case', 'steady'],
      ['__proto__', '__proto__'],
      ['constructor', 'constructor'],
      ['toString', 'toString'],
      ['markup', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
      ['a null character', '%00'],
      ['a path', '..%2f..%2fetc%2fpasswd'],
      ['dots', '%2e%2e%2fplugins'],
      ['as many characters as a name may have', 'x'.repeat(LONGEST_NAME)],
    ])('answers 404 in JSON for %s', async (__, name) => {
      const { status, body } = await raw(`/plugins/${name}`);
      expect(status).toBe(404);
      expect(body).toMatchObject({ statusCode: 404, message: expect.any(String) as unknown });
    });

    it('names what is not there, as text', async () => {
      const { body } = await raw('/plugins/No%22%0Asuch');
      expect(body).toMatchObject({ message: 'There is no plugin named "No\\"\\nsuch".' });
    });

    it('refuses 10,000 characters in JSON, as the router does or as any other unknown name', async () => {
      const { status, body } = await raw(`/plugins/${'x'.repeat(10_000)}`);
      expect(body).toMatchObject({ statusCode: status });
      expect([404, 414]).toContain(status);
    });

    it('answers 400 in JSON for what is no UTF-8', async () => {
      const { status, body } = await raw('/plugins/%E0%A4%A');
      expect(status).toBe(400);
      expect(body).toMatchObject({ statusCode: 400 });
    });

    it('answers 404 below a plugin', async () => {
      expect((await raw('/plugins/Steady/more')).status).toBe(404);
    });
  });

  it.each([
    ['8 KB', `?${'x'.repeat(8192)}`],
    ['8 KB of names', `?${'a=1&'.repeat(2048)}`],
    ['an object', '?a[b]=c&a[b][c]=d&a[]=e'],
    ['__proto__', '?__proto__[x]=1&constructor.prototype=2'],
    ['what is no UTF-8', '?%E0%A4%A=%'],
    ['names of parameters', '?name=Audit%232&path=x&accept=text/html&page=false'],
  ])('a query of %s changes nothing', async (__, query) => {
    for (const path of ['/plugins', '/plugins/Steady', '/plugins/hooks']) {
      expect(await raw(`${path}${query}`)).toEqual(await raw(path));
    }
    const events = await EventClient.open(app.url(`/plugins/events${query}`));
    expect(await events.data('state')).toMatchObject({ plugins: NAMES.map((name) => ({ name })) });
    events.close();
  });

  describe.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s', (method) => {
    it.each(ROUTES)('/plugins%s is 404', async (route) => {
      const response = await app.get(`/plugins${route}`, { method, body: '{}', headers: JSON_BODY });
      expect(response.status).toBe(404);
    });
  });

  it.each(ROUTES)('HEAD /plugins%s has the head of GET and ends', async (route) => {
    const served = once(app.server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const asked = request(app.url(`/plugins${route}`), { method: 'HEAD', agent: false }).end();
    const [, answer] = await served;
    await finished(answer, { signal: AbortSignal.timeout(4000) }).finally(() => answer.destroy());
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(await text(response)).toBe('');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(
      route === '/ui' ? /^text\/html/ : route === '/events' ? /^text\/event-stream/ : /^application\/json/,
    );
  });

  it('no answer is kept by caches', async () => {
    for (const route of ['', '/ui', '/hooks', '/Steady']) {
      expect((await app.get(`/plugins${route}`)).headers.get('cache-control')).toBe('no-store');
    }
    const events = await EventClient.open(app.url('/plugins/events'));
    expect(events.response.headers['cache-control']).toBe('no-store, no-transform');
    events.close();
  });

  describe.each(['/plugins', '/plugins/ui'])('the page at %s', (path) => {
    const page = () => app.get(path, { headers: { accept: CHROME } });

    it('has a strict Content-Security-Policy', async () => {
      const policy = (await page()).headers.get('content-security-policy');
      expect(policy?.replaceAll(/'nonce-[A-Za-z0-9+/]{22}=='/g, "'nonce-X'")).toBe(
        "default-src 'none'; script-src 'nonce-X'; style-src 'nonce-X'; connect-src 'self'; base-uri 'none'; " +
          "form-action 'none'; frame-ancestors 'none'",
      );
    });

    it('has one nonce in its policy, on its script and on its style, and no other', async () => {
      const response = await page();
      const nonces = response.headers.get('content-security-policy')?.match(/(?<=nonce-)[^']+/g) ?? [];
      const html = await response.text();
      expect(nonces).toHaveLength(2);
      expect(new Set(nonces).size).toBe(1);
      expect(html.match(/(?<=\bnonce=")[^"]*/g)).toEqual(nonces);
      expect(html.match(/<(?:script|style)\b/g)).toHaveLength(2);
    });

    it('has another nonce in every answer', async () => {
      const policies = await Promise.all(
        Array.from({ length: 20 }, async () => (await page()).headers.get('content-security-policy')),
      );
      expect(new Set(policies).size).toBe(20);
    });

    it('has no inline handler, no style attribute, and nothing from elsewhere', async () => {
      const html = (await (await page()).text()).replaceAll('http://www.w3.org/2000/svg', '');
      const markup = html.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, '');
      expect(markup).not.toMatch(/<[^>]+\s(?:on\w+|style|src|srcset|action|formaction)\s*=/i);
      expect(markup.match(/(?<=href=")[^"]*/g)).toEqual(['#plugins', '#hooks']);
      expect(html).not.toMatch(/https?:|javascript:|\burl\(|@import|(?<!:)\/\/\w+\.\w+/i);
    });

    it('is not sniffed, and sends no referrer', async () => {
      const { headers } = await page();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    });
  });
});

describe.each(ADAPTERS)('with %s and page: false,', (_, makeAdapter) => {
  let app: AdminApp;
  beforeAll(async () => {
    app = await AdminApp.start({ system: { hookspecs }, admin: { public: true, page: false }, adapter: makeAdapter() });
  });
  afterAll(() => app.close());

  it('browsers get JSON', async () => {
    const response = await app.get('/plugins', { headers: { accept: CHROME } });
    expect(response.headers.get('content-security-policy')).toBeNull();
    expect(await response.json()).toEqual({ plugins: [] });
  });

  it('/plugins/ui is 404 in JSON', async () => {
    const response = await app.get('/plugins/ui', { headers: { accept: CHROME } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      statusCode: 404,
      message: 'There is no page: PluginAdminModule has page: false.',
    });
  });
});

it('no more of a name that is not there is repeated than a plugin may be called', async () => {
  const app = await AdminApp.start({ system: { hookspecs } });
  const longest = 'x'.repeat(LONGEST_NAME);
  const response = await app.get(`/plugins/${longest}yz`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ message: `There is no plugin named "${longest}".` });
  await app.close();
});
