import { jest } from '@jest/globals';
import { Injectable, Scope } from '@nestjs/common';
import { OnHook, Plugin } from 'nestjs-plugin-system';
import type { HookEntry, PluginDetails, PluginEntry } from 'nestjs-plugin-system/admin';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { AdminApp, type AdminAppOptions } from './support/admin-app.js';
import { failing, idle, plugin } from './support/plugins.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
folder.write('schemas/user.json', {
  type: 'object',
  properties: { name: { type: 'string', description: '<b>who</b>' } },
  required: ['name'],
  additionalProperties: false,
});
folder.write('schemas/out.json', { type: 'object' });
folder.write(
  'users.yaml',
  `kind: users
kind_api_version: 2.1.0
hooks:
  - name: on_login
    description: Somebody has logged in.
    dispatch: broadcast_notify
    input_schema: schemas/user.json
    mcp_exposed: false
  - name: may_login
    dispatch: singleton
    input_schema: schemas/user.json
    output_schema: schemas/out.json
    mcp_exposed: false
`,
);
afterAll(() => folder.remove());

let app: AdminApp;
afterEach(() => app.close());

async function start(providers: readonly (new () => object)[], system: Partial<AdminAppOptions['system']> = {}) {
  app = await AdminApp.start({ system: { hookspecs, ...system }, metadata: { providers: [...providers] } });
}

async function entryOf(name: string): Promise<PluginEntry> {
  const { plugins } = await app.json<{ plugins: PluginEntry[] }>('/plugins');
  const found = plugins.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`${name} is not shown`);
  return found;
}

async function hookOf(name: string): Promise<HookEntry> {
  const { hooks } = await app.json<{ hooks: HookEntry[] }>('/plugins/hooks');
  const found = hooks.find(({ kind, hook }) => `${kind}.${hook}` === name);
  if (found === undefined) throw new Error(`${name} is not shown`);
  return found;
}

const aTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;
/** Lets what is pending settle. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a plugin is shown', () => {
  it('with everything there is to know when it was told of nothing', async () => {
    await start([plugin('audit', idle)]);
    expect(await app.json('/plugins')).toEqual({
      plugins: [
        {
          name: 'audit',
          className: 'TestPlugin',
          module: 'AppModule',
          scope: 'static',
          kinds: ['k'],
          hooks: ['k.on_a'],
          status: 'operational',
          reason: null,
          since: aTime,
          deliveries: 0,
          failures: 0,
          consecutiveFailures: 0,
          timeouts: 0,
          shed: 0,
          inFlight: 0,
          duration: null,
          lastError: null,
          lastSuccess: null,
        },
      ],
    });
  });

  it('with its deliveries, their durations and the time of the last success', async () => {
    await start([plugin('audit', idle)]);
    app.publish(200, 'k', 'on_a');
    const { duration, ...entry } = await entryOf('audit');
    expect(entry).toMatchObject({ deliveries: 200, failures: 0, lastSuccess: aTime, lastError: null });
    expect(duration).toEqual({
      p50: expect.any(Number) as unknown,
      p99: expect.any(Number) as unknown,
      samples: expect.any(Number) as unknown,
    });
    expect(duration?.p50).toBeLessThanOrEqual(duration?.p99 ?? 0);
    // Sampled, about one in 64: never all of them.
    expect(duration?.samples).toBeGreaterThanOrEqual(1);
    expect(duration?.samples).toBeLessThan(50);
  });

  it('as degraded, with the reason and the time of it, once it keeps failing', async () => {
    await start([plugin('audit', failing()), plugin('steady', idle)]);
    const before = Date.now();
    app.publish(7, 'k', 'on_a');
    const entry = await entryOf('audit');
    expect(entry).toMatchObject({
      status: 'degraded',
      reason: '5 failures in a row',
      deliveries: 7,
      failures: 7,
      consecutiveFailures: 7,
      lastError: { message: 'connect ECONNREFUSED', at: aTime },
      lastSuccess: null,
    });
    expect(Date.parse(entry.since)).toBeGreaterThanOrEqual(before);
    expect(await entryOf('steady')).toMatchObject({ status: 'operational', reason: null, deliveries: 7, failures: 0 });
  });

  it('with the sums of all its subscribers, and the failures in a row of the one that has most', async () => {
    let isFailing = true;
    const maybe = (): void => {
      if (isFailing) failing()(undefined);
    };
    @Plugin({ name: 'both' })
    @Injectable()
    class Both {
      @OnHook('k', 'on_a')
      hearA(): void {
        maybe();
      }

      @OnHook('k', 'on_b')
      hearB(): void {
        maybe();
      }

      @OnHook('users', 'on_login')
      hearLogin(): void {}
    }
    await start([Both]);
    app.publish(3, 'k', 'on_a');
    app.publish(2, 'k', 'on_b');
    expect(await entryOf('both')).toMatchObject({ failures: 5, consecutiveFailures: 3 });
    isFailing = false;
    app.publish(4, 'k', 'on_b');
    expect(await entryOf('both')).toMatchObject({
      kinds: ['k', 'users'],
      hooks: ['k.on_a', 'k.on_b', 'users.on_login'],
      deliveries: 9,
      failures: 5,
      consecutiveFailures: 3,
    });
  });

  it('with the newest of the errors of its subscribers', async () => {
    @Plugin({ name: 'both' })
    @Injectable()
    class Both {
      @OnHook('k', 'on_a')
      hearA(): void {
        failing(new Error('older'))(undefined);
      }

      @OnHook('k', 'on_b')
      hearB(): void {
        failing(new Error('newer'))(undefined);
      }
    }
    await start([Both]);
    const now = jest.spyOn(Date, 'now');
    now.mockReturnValue(Date.parse('2030-01-01T00:00:00Z'));
    app.publish(1, 'k', 'on_b');
    now.mockReturnValue(Date.parse('2029-12-31T00:00:00Z'));
    app.publish(1, 'k', 'on_a');
    now.mockRestore();
    expect(await entryOf('both')).toMatchObject({ lastError: { message: 'newer', at: '2030-01-01T00:00:00.000Z' } });
  });

  it('with what it holds in flight, and then with what has timed out and what was shed', async () => {
    await start([plugin('slow', () => new Promise(() => {}), { timeout: 100, maxInFlight: 2 })]);
    app.publish(3, 'k', 'on_a');
    expect(await entryOf('slow')).toMatchObject({ inFlight: 2, deliveries: 1, failures: 1, shed: 1, timeouts: 0 });
    await app.notify.dispatch('k', 'on_a', {});
    while ((await entryOf('slow')).inFlight > 0) await settled();
    expect(await entryOf('slow')).toMatchObject({ inFlight: 0, deliveries: 4, failures: 4, shed: 2, timeouts: 2 });
  });

  it('with 100,000 ms for what took longer: JSON has no infinity', async () => {
    const now = jest.spyOn(performance, 'now');
    await start([plugin('slow', () => now.mockReturnValue(200_000))]);
    now.mockReturnValue(1);
    app.publish(1, 'k', 'on_a');
    now.mockRestore();
    expect(await entryOf('slow')).toMatchObject({ duration: { p50: 100_000, p99: 100_000, samples: 1 } });
  });

  it('as request-scoped where each event makes an instance', async () => {
    await start([plugin('scoped', idle, { scope: Scope.REQUEST })]);
    await app.notify.dispatch('k', 'on_a', {});
    expect(await entryOf('scoped')).toMatchObject({ scope: 'request', deliveries: 1, failures: 0 });
  });

  it('with each of its subscribers at its own address', async () => {
    await start([plugin('audit', failing())]);
    app.publish(5, 'k', 'on_a');
    const { subscribers, ...entry } = await app.json<PluginDetails>('/plugins/audit');
    expect(entry).toEqual(await entryOf('audit'));
    const { name, className, module, scope, kinds, hooks, ...figures } = entry;
    expect([name, className, module, scope, kinds, hooks]).toEqual([
      'audit',
      'TestPlugin',
      'AppModule',
      'static',
      ['k'],
      ['k.on_a'],
    ]);
    expect(subscribers).toEqual([{ method: 'hear', kind: 'k', hook: 'on_a', ...figures }]);
  });
});

describe('the last error', () => {
  it.each<[string, unknown, unknown]>([
    ['its message only', Object.assign(new TypeError('boom'), { stack: 'at secret.ts:1', token: 'secret' }), 'boom'],
    ['text that was thrown', 'just text', 'just text'],
    ['null', null, expect.any(String)],
    ['undefined', undefined, expect.any(String)],
    ['control characters, escaped', new Error('a\nb\u001b[31mc\u0000\u2028'), 'a\\nb\\x1b[31mc\\x00\\u2028'],
    ['markup as it is: the page takes it as text', new Error('<script>alert(1)</script>'), '<script>alert(1)</script>'],
    [
      'an object whose message cannot be read',
      {
        get message() {
          throw new Error('no');
        },
      },
      expect.any(String),
    ],
  ])('is shown for %s', async (_, thrown, message) => {
    await start([plugin('audit', failing(thrown))]);
    app.publish(1, 'k', 'on_a');
    expect(await entryOf('audit')).toMatchObject({ failures: 1, lastError: { message, at: aTime } });
    expect(await (await app.get('/plugins')).text()).not.toContain('secret');
  });

  it.each(['x', '\n', '\u{1f4a5}'])('has 512 characters at the most, of 10,000 times %j', async (character) => {
    await start([plugin('audit', failing(new Error(character.repeat(10_000))))]);
    app.publish(1, 'k', 'on_a');
    const { lastError } = await entryOf('audit');
    expect(lastError?.message.length).toBeGreaterThan(400);
    expect(lastError?.message.length).toBeLessThanOrEqual(512);
  });
});

describe('a hook is shown', () => {
  it('with its schema, its description, its subscribers and counts', async () => {
    await start([plugin('audit', failing(), { kind: 'users', hook: 'on_login' })]);
    app.publish(5, 'users', 'on_login', { name: 'Bob' });
    expect(await hookOf('users.on_login')).toEqual({
      kind: 'users',
      kindApiVersion: '2.1.0',
      hook: 'on_login',
      dispatch: 'broadcast_notify',
      description: 'Somebody has logged in.',
      published: 5,
      refused: 0,
      refusals: {},
      deliveries: 5,
      failures: 5,
      subscribers: [{ plugin: 'audit', method: 'hear', status: 'degraded' }],
      schema: {
        type: 'object',
        properties: { name: { type: 'string', description: '<b>who</b>' } },
        required: ['name'],
        additionalProperties: false,
      },
    });
  });

  it('when nobody listens, with what was published all the same', async () => {
    await start([]);
    app.publish(3, 'k', 'on_b');
    expect(await hookOf('k.on_b')).toMatchObject({ published: 3, deliveries: 0, subscribers: [], description: null });
  });

  it('when it has another dispatch class', async () => {
    await start([]);
    expect(await hookOf('users.may_login')).toMatchObject({ dispatch: 'singleton', subscribers: [], published: 0 });
  });

  it('with every other hook', async () => {
    await start([]);
    const { hooks } = await app.json<{ hooks: HookEntry[] }>('/plugins/hooks');
    expect(hooks.map(({ kind, hook }) => `${kind}.${hook}`).toSorted()).toEqual([
      'k.on_a',
      'k.on_b',
      'users.may_login',
      'users.on_login',
    ]);
  });

  it('with its refusals by code', async () => {
    await start([plugin('audit', idle, { kind: 'users', hook: 'on_login' })]);
    app.publish(2, 'users', 'on_login', { nobody: 1 });
    app.publish(1, 'users', 'may_login', { name: 'Bob' });
    app.publish(1, 'users', 'on_unknown', {});
    expect(await hookOf('users.on_login')).toMatchObject({
      published: 0,
      refused: 2,
      refusals: { PAYLOAD_INVALID: 2 },
    });
    expect(await hookOf('users.may_login')).toMatchObject({ refused: 1, refusals: { DISPATCH_MISMATCH: 1 } });
  });

  it('and beside them what was refused because nobody has declared it', async () => {
    await start([]);
    app.publish(2, 'users', 'on_unknown', {});
    app.publish(3, 'unknown', 'on_login', {});
    const { undeclared } = await app.json<{ undeclared: object }>('/plugins/hooks');
    expect(undeclared).toEqual({ HOOK_UNKNOWN: 2, KIND_UNKNOWN: 3 });
  });
});
