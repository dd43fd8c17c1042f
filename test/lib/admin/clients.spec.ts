import { once as happens } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect as connectHttp2, constants } from 'node:http2';
import { connect as connectSocket, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { oneSecond, useFakeSeconds } from './support/fake-seconds.js';
import { once, openStreams } from './support/open-streams.js';
import { failing, plugin } from './support/plugins.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

/** They make a message of more than half a megabyte, in UTF-8. */
const PLUGINS = 300;
const providers = Array.from({ length: PLUGINS }, (_, at) => plugin(`p${at}`, failing(new Error('ä€'.repeat(400)))));
providers.push(plugin('late', failing(), { hook: 'on_b' }));

let app: AdminApp;
let responses: ServerResponse[];
let sockets: { destroy(): unknown }[];
let clients: EventClient[];

async function start(adapter: AbstractHttpAdapter): Promise<void> {
  useFakeSeconds();
  app = await AdminApp.start({ system: { hookspecs }, metadata: { providers }, adapter });
  app.server.on('request', (_, response: ServerResponse) => responses.push(response));
  app.publish(1, 'k', 'on_a');
}

beforeEach(() => {
  responses = [];
  sockets = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  for (const socket of sockets) socket.destroy();
  await once(() => openStreams(app) === 0);
});
afterAll(() => jest.useRealTimers());

async function reader(): Promise<EventClient> {
  const client = await EventClient.open(app.url('/plugins/events'));
  clients.push(client);
  await client.data('state');
  return client;
}

/** A client that asks for the stream and reads nothing. */
async function sleeper(): Promise<{ socket: Socket; response: ServerResponse }> {
  const socket = connectSocket(app.port, '127.0.0.1').pause();
  sockets.push(socket);
  socket.on('error', () => {});
  const before = responses.length;
  socket.write('GET /plugins/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(() => responses.length > before);
  const response = responses[before];
  if (response === undefined) throw new Error('there is no response');
  await once(() => response.headersSent);
  return { socket, response };
}

/** A second in which every plugin does something. */
function busySecond(): void {
  app.publish(1, 'k', 'on_a');
  oneSecond();
}

/** Sends until the system's own buffers, which take megabytes, are full. */
async function fill(response: ServerResponse): Promise<void> {
  for (let second = 0; second < 60; second++) {
    busySecond();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (response.writableNeedDrain) return;
  }
  throw new Error('the client reads everything');
}

/** Lets a client read on, and keeps the names of the events that it gets whole, and the last of them. */
function readOn(socket: Socket): { names: string[]; last: string } {
  const got = { names: [] as string[], last: '' };
  let unread: string[] = [];
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    unread.push(chunk);
    if (!chunk.includes('\n\n')) return;
    const blocks = unread.join('').split('\n\n');
    unread = [blocks.pop() ?? ''];
    for (const block of blocks) {
      const name = /event: (\w+)\ndata: /.exec(block.slice(0, 1000))?.[1];
      if (name !== undefined) Object.assign(got, { names: [...got.names, name], last: block });
    }
  });
  socket.resume();
  return got;
}

describe.each(ADAPTERS)('with %s,', (_, makeAdapter) => {
  beforeAll(() => start(makeAdapter()));
  afterAll(() => app.close());

  describe('a client that does not read', () => {
    it('is dropped after ten seconds, and others hear all the same', async () => {
      const listening = await reader();
      const { response } = await sleeper();
      await fill(response);
      for (let second = 0; second < 8; second++) oneSecond();
      expect(response.destroyed).toBe(false);
      for (let second = 0; second < 2; second++) oneSecond();
      expect(response.destroyed).toBe(true);
      await once(() => openStreams(app) === 1);
      const heard = listening.transcript.length;
      oneSecond();
      await once(() => listening.transcript.length > heard);
      expect(listening.response.destroyed).toBe(false);
    });

    it('has one message waiting for it at the most', async () => {
      const listening = await reader();
      const { response } = await sleeper();
      await fill(response);
      const waiting = response.writableLength;
      for (let second = 0; second < 5; second++) busySecond();
      const longest = Math.max(...listening.transcript.split('\n\n').map((text) => Buffer.byteLength(text)));
      expect(longest).toBeGreaterThan(500_000);
      expect(waiting).toBeGreaterThan(0);
      expect(waiting).toBeLessThan(longest + 1000);
      expect(response.writableLength).toBe(waiting);
    });
  });

  it('an error of a response ends that stream and nothing else', async () => {
    const listening = await reader();
    const { response } = await sleeper();
    response.emit('error', new Error('write EPIPE'));
    await once(() => openStreams(app) === 1);
    expect(response.destroyed).toBe(true);
    oneSecond();
    expect(await listening.data('summary')).toMatchObject({ plugins: [] });
  });

  describe('a client that was slow', () => {
    it('gets a state again, and summaries after that', async () => {
      const { socket, response } = await sleeper();
      await fill(response);
      // This one it misses.
      busySecond();
      const drained = happens(response, 'drain');
      const got = readOn(socket);
      await drained;
      busySecond();
      await once(() => got.names.filter((name) => name === 'state').length === 2);
      busySecond();
      await once(() => got.names.at(-1) === 'summary');
      expect(got.names.slice(got.names.lastIndexOf('state'))).toEqual(['state', 'summary']);
    });

    it('is not dropped when it reads now and then', async () => {
      const { socket, response } = await sleeper();
      for (let round = 0; round < 2; round++) {
        await fill(response);
        for (let second = 0; second < 8; second++) oneSecond();
        const drained = happens(response, 'drain');
        socket.resume();
        await drained;
        socket.pause();
      }
      oneSecond();
      expect(response.destroyed).toBe(false);
    });

    it('is asked to come again only when it has read what waits for it', async () => {
      const { socket, response } = await sleeper();
      await fill(response);
      const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 10 * 60_000);
      oneSecond();
      expect(response.writableEnded).toBe(false);
      const drained = happens(response, 'drain');
      const got = readOn(socket);
      await drained;
      oneSecond();
      await once(() => got.names.at(-1) === 'renew');
      await once(() => socket.closed);
      now.mockRestore();
    });

    it('is told with that state of a change whose message it has missed', async () => {
      const { socket, response } = await sleeper();
      await fill(response);
      app.publish(5, 'k', 'on_b');
      await new Promise((resolve) => setImmediate(resolve));
      const drained = happens(response, 'drain');
      const got = readOn(socket);
      await drained;
      oneSecond();
      await once(() => got.names.filter((name) => name === 'state').length === 2);
      expect(got.names).not.toContain('changes');
      expect(got.last).toMatch(/"name":"late"[^}]*"status":"degraded"/);
    });
  });
});

describe.each(ADAPTERS)('an application with %s that closes', (_, makeAdapter) => {
  beforeEach(() => start(makeAdapter()));

  it('waits for a client that does not read, but not for good', async () => {
    const { response } = await sleeper();
    await fill(response);
    await app.close();
    expect(response.destroyed).toBe(true);
  });

  it('gives a client that is behind, and reads, the time to read all', async () => {
    const { socket, response } = await sleeper();
    await fill(response);
    let end = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (end = (end + chunk).slice(-5)));
    const closing = app.close();
    socket.resume();
    await closing;
    await once(() => socket.closed);
    // The last chunk of the body, which tells the client that it has got everything (RFC 9112, 7.1).
    expect(end).toBe('0\r\n\r\n');
  });
});

describe('over HTTP/2', () => {
  beforeAll(() => start(new FastifyAdapter({ http2: true })));
  afterAll(() => app.close());

  it('a client that does not read is dropped as well', async () => {
    const session = connectHttp2(app.url(''));
    sockets.push(session);
    const stream = session.request({ [constants.HTTP2_HEADER_PATH]: '/plugins/events' });
    stream.on('error', () => {});
    await happens(stream, 'response');
    await once(() => openStreams(app) === 1);
    for (let second = 0; second < 12; second++) {
      busySecond();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(openStreams(app)).toBe(0);
  });
});
