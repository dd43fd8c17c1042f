import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import type { Figures, PluginEntry } from 'nestjs-plugin-system/admin';
import { EventStream } from '../../../lib/admin/event-stream.js';
import { LiveUpdates } from '../../../lib/admin/live-updates.js';
import { PluginOverview } from '../../../lib/admin/plugin-overview.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { oneSecond, useFakeSeconds } from './support/fake-seconds.js';
import { once, openStreams } from './support/open-streams.js';
import { failing, idle, plugin } from './support/plugins.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

interface State {
  readonly at: string;
  readonly plugins: readonly PluginEntry[];
  readonly history: {
    readonly step: number;
    readonly end: number;
    readonly plugins: Record<string, { readonly deliveries: number[]; readonly failures: number[] } | undefined>;
  };
}

interface Summary {
  readonly at: string;
  readonly plugins: readonly ({ readonly name: string } & Figures)[];
}

interface Changes {
  readonly changes: readonly Record<string, unknown>[];
}

describe.each(ADAPTERS)('with %s, a stream', (_, makeAdapter) => {
  let app: AdminApp;
  let clients: EventClient[];
  beforeEach(async () => {
    useFakeSeconds();
    clients = [];
    const providers = [
      plugin('bad', failing()),
      plugin('worse', failing(new Error('disk full'))),
      plugin('steady', idle, { hook: 'on_b' }),
    ];
    app = await AdminApp.start({ system: { hookspecs }, metadata: { providers }, adapter: makeAdapter() });
  });
  afterEach(async () => {
    for (const client of clients) client.close();
    await app.close();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  async function connect(): Promise<EventClient> {
    const client = await EventClient.open(app.url('/plugins/events'));
    clients.push(client);
    return client;
  }

  it('is one of server-sent events that no cache and no proxy holds back', async () => {
    const { response } = await connect();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
  });

  it('tells first how everything is, as GET /plugins does, with the history', async () => {
    app.publish(3, 'k', 'on_a');
    const client = await connect();
    const first = await client.next();
    expect(first.event).toBe('state');
    const state = JSON.parse(first.text) as State;
    expect(state.plugins).toEqual((await app.json<State>('/plugins')).plugins);
    expect(new Date(state.at).toISOString()).toBe(state.at);
    expect(state.history).toMatchObject({ step: 5000, end: expect.any(Number) as unknown });
    expect(state.history.end % 5000).toBe(0);
    expect(Object.keys(state.history.plugins)).toEqual(['bad', 'worse']);
    expect(state.history.plugins['bad']?.deliveries).toHaveLength(60);
    expect(state.history.plugins['bad']?.failures.reduce((sum, count) => sum + count)).toBe(3);
  });

  it('tells every second that nothing has changed', async () => {
    app.publish(3, 'k', 'on_a');
    const client = await connect();
    expect((await client.next()).event).toBe('state');
    for (let second = 0; second < 3; second++) {
      oneSecond();
      const { event, text } = await client.next();
      expect([event, JSON.parse(text)]).toEqual(['summary', { at: expect.any(String) as unknown, plugins: [] }]);
    }
  });

  it('tells every second the figures that have changed, and of those plugins only', async () => {
    const client = await connect();
    const { plugins } = await client.data<State>('state');
    app.publish(2, 'k', 'on_b');
    oneSecond();
    const summary = await client.data<Summary>('summary');
    const { name, className, module, scope, kinds, hooks, ...figures } = plugins[2] as PluginEntry;
    expect([name, className, module, scope, kinds, hooks]).toHaveLength(6);
    expect(summary.plugins).toEqual([
      {
        name: 'steady',
        ...figures,
        deliveries: 2,
        lastSuccess: expect.any(String) as unknown,
        duration: expect.objectContaining({ samples: expect.any(Number) as unknown }) as unknown,
      },
    ]);
    oneSecond();
    expect((await client.data<Summary>('summary')).plugins).toEqual([]);
  });

  it('tells an error whole in a summary', async () => {
    const client = await connect();
    await client.data('state');
    app.publish(1, 'k', 'on_a');
    oneSecond();
    const { plugins } = await client.data<Summary>('summary');
    expect(plugins.map(({ name, lastError }) => [name, lastError?.message])).toEqual([
      ['bad', 'connect ECONNREFUSED'],
      ['worse', 'disk full'],
    ]);
    expect(plugins[0]?.lastError?.at).toEqual(expect.any(String));
  });

  it('tells those who came before of what a newcomer has in its state', async () => {
    const early = await connect();
    await early.data('state');
    oneSecond();
    await early.data('summary');
    app.publish(1, 'k', 'on_b');
    const late = await connect();
    expect((await late.data<State>('state')).plugins[2]).toMatchObject({ deliveries: 1 });
    oneSecond();
    expect((await early.data<Summary>('summary')).plugins).toMatchObject([{ name: 'steady', deliveries: 1 }]);
  });

  it('begins with [] for the first of new clients, too', async () => {
    const first = await connect();
    await first.data('state');
    first.close();
    await once(() => openStreams(app) === 0);
    app.publish(2, 'k', 'on_b');
    oneSecond();
    const second = await connect();
    expect((await second.data<State>('state')).plugins[2]).toMatchObject({ deliveries: 2 });
    oneSecond();
    expect((await second.data<Summary>('summary')).plugins).toEqual([]);
  });

  it('tells a change of status as it happens, and several of one turn in one message', async () => {
    const client = await connect();
    await client.data('state');
    app.publish(5, 'k', 'on_a');
    const { event, text } = await client.next();
    expect(event).toBe('changes');
    const change = (name: string) => ({
      plugin: name,
      status: 'degraded',
      reason: '5 failures in a row',
      since: expect.stringMatching(/Z$/) as unknown,
      method: 'hear',
      kind: 'k',
      hook: 'on_a',
    });
    expect(JSON.parse(text)).toEqual({ changes: [change('bad'), change('worse')] });
    oneSecond();
    expect((await client.next()).event).toBe('summary');
  });

  it('tells all clients of a change', async () => {
    const all = await Promise.all([connect(), connect(), connect()]);
    for (const client of all) await client.data('state');
    app.publish(5, 'k', 'on_a');
    for (const client of all) expect((await client.data<Changes>('changes')).changes).toHaveLength(2);
  });

  it('tells everything anew when plugins were added', async () => {
    const client = await connect();
    await client.data('state');
    @Module({ providers: [plugin('added', idle)] })
    class LaterModule {}
    await app.app.get(LazyModuleLoader).load(() => LaterModule);
    app.registry.refresh();
    oneSecond();
    const { event, text } = await client.next();
    expect([event, (JSON.parse(text) as State).plugins.map(({ name }) => name)]).toEqual([
      'state',
      ['bad', 'worse', 'steady', 'added'],
    ]);
    oneSecond();
    expect((await client.data<Summary>('summary')).plugins).toEqual([]);
  });

  it.each([
    ['ten', 10, 0],
    ['eight', 8, 1],
  ])('is to be opened anew after %s minutes, as chance will have it', async (_word, minutes, chance) => {
    jest.spyOn(Math, 'random').mockReturnValue(chance);
    const now = jest.spyOn(performance, 'now').mockReturnValue(1000);
    const early = await connect();
    await early.data('state');
    now.mockReturnValue(1000 + minutes * 60_000 - 1);
    const late = await connect();
    await late.data('state');
    oneSecond();
    expect((await early.next()).event).toBe('summary');
    expect((await late.next()).event).toBe('summary');
    now.mockReturnValue(1000 + minutes * 60_000);
    oneSecond();
    expect(await early.next()).toEqual({ event: 'renew', text: '{}' });
    await early.ended;
    expect(early.response.complete).toBe(true);
    expect((await late.next()).event).toBe('summary');
    expect(openStreams(app)).toBe(1);
  });

  it('is forgotten when its client hangs up', async () => {
    const [staying, leaving] = [await connect(), await connect()];
    await once(() => openStreams(app) === 2);
    leaving.close();
    await once(() => openStreams(app) === 1);
    oneSecond();
    expect((await staying.data<Summary>('summary')).plugins).toEqual([]);
  });
});

it('an application without plugins tells of the first that are added', async () => {
  useFakeSeconds();
  const app = await AdminApp.start({ system: { hookspecs } });
  const client = await EventClient.open(app.url('/plugins/events'));
  expect((await client.data<State>('state')).plugins).toEqual([]);
  @Module({ providers: [plugin('added', idle)] })
  class LaterModule {}
  await app.app.get(LazyModuleLoader).load(() => LaterModule);
  app.registry.refresh();
  oneSecond();
  expect((await client.data<State>('state')).plugins).toMatchObject([{ name: 'added' }]);
  await app.close();
  jest.useRealTimers();
});

it('the thousand-and-first is refused, until another one has ended', async () => {
  const app = await AdminApp.start({ system: { hookspecs } });
  const updates = app.app.get(LiveUpdates, { strict: false });
  // Not over HTTP: a thousand clients and their streams are more files than some machines let one process open.
  const hangUps = Array.from({ length: 1000 }, () => {
    const { stream, hangUp } = streamOfNobody();
    updates.add(stream);
    return hangUp;
  });
  const response = await app.get('/plugins/events');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ statusCode: 503, message: 'There are 1000 streams open.' });
  hangUps[0]?.();
  const client = await EventClient.open(app.url('/plugins/events'));
  expect(client.response.statusCode).toBe(200);
  client.close();
  for (const hangUp of hangUps) hangUp();
  await app.close();
});

it('sends nothing more once it ends, however long that takes', async () => {
  const { stream, response, hangUp } = streamOfNobody();
  const write = jest.spyOn(response, 'write');
  stream.send('event: a\ndata: 1\n\n');
  const ended = stream.renew();
  stream.send('event: b\ndata: 2\n\n');
  expect(write.mock.calls).toEqual([['event: a\ndata: 1\n\n'], ['event: renew\ndata: {}\n\n']]);
  hangUp();
  await ended;
});

function streamOfNobody(): { stream: EventStream; response: ServerResponse; hangUp: () => void } {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const stream = new EventStream(response);
  return { stream, response, hangUp: () => response.destroy() && response.emit('close') };
}

describe('many clients', () => {
  let app: AdminApp;
  let clients: EventClient[];
  beforeEach(async () => {
    useFakeSeconds();
    const intervals = jest.spyOn(globalThis, 'setInterval');
    app = await AdminApp.start({ system: { hookspecs }, metadata: { providers: [plugin('steady', idle)] } });
    const timersBefore = jest.getTimerCount();
    expect(intervals).toHaveBeenCalledTimes(timersBefore);
    clients = await Promise.all(Array.from({ length: 50 }, () => EventClient.open(app.url('/plugins/events'))));
    expect(intervals).toHaveBeenCalledTimes(timersBefore);
    expect(jest.getTimerCount()).toBe(timersBefore);
    intervals.mockRestore();
    for (const client of clients) await client.data('state');
  });
  afterEach(async () => {
    for (const client of clients) client.close();
    await app.close();
    jest.useRealTimers();
  });

  it('cost one timer', () => {
    expect(jest.getTimerCount()).toBe(1);
  });

  it('are told the same text, which is made once a second', async () => {
    const plugins = jest.spyOn(app.app.get(PluginOverview, { strict: false }), 'plugins');
    app.publish(1, 'k', 'on_a');
    oneSecond();
    const texts = new Set<string>();
    for (const client of clients) texts.add((await client.next()).text);
    expect(texts.size).toBe(1);
    expect(plugins).toHaveBeenCalledTimes(1);
  });

  it('that come at once are told a state that is made once', async () => {
    oneSecond();
    const plugins = jest.spyOn(app.app.get(PluginOverview, { strict: false }), 'plugins');
    const late = await Promise.all(Array.from({ length: 20 }, () => EventClient.open(app.url('/plugins/events'))));
    clients.push(...late);
    const texts = new Set<string>();
    for (const client of late) texts.add((await client.next()).text);
    expect(texts.size).toBe(1);
    expect(plugins).toHaveBeenCalledTimes(1);
  });

  it('and none cost nothing while there is no step of the history to take down', async () => {
    for (const client of clients) client.close();
    await once(() => openStreams(app) === 0);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Math.floor(Date.now() / 5000) * 5000 + 5000);
    oneSecond();
    const plugins = jest.spyOn(app.app.get(PluginOverview, { strict: false }), 'plugins');
    for (let second = 0; second < 4; second++) oneSecond();
    expect(plugins).not.toHaveBeenCalled();
    now.mockReturnValue(Date.now() + 5000);
    oneSecond();
    expect(plugins).toHaveBeenCalledTimes(1);
    now.mockRestore();
  });
});
