import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { Injectable, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { ChildScript } from '../../hazards/support/child-script.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

describe.each(ADAPTERS)('an application with %s that shuts down', (_, makeAdapter) => {
  it('ends every stream, and does not wait for the clients to hang up', async () => {
    const app = await AdminApp.start({ system: { hookspecs }, adapter: makeAdapter() });
    const clients = await Promise.all(
      Array.from({ length: 5 }, () => EventClient.open(app.url('/plugins/events'), { connection: 'keep-alive' })),
    );
    await Promise.all(clients.map((client) => client.data('state')));
    await app.close();
    await Promise.all(clients.map(({ ended }) => ended));
    expect(clients.map(({ response }) => response.complete)).toEqual([true, true, true, true, true]);
  });

  it('ends them before it stops listening, and answers 503 to whoever comes then', async () => {
    let goOn = (): void => {};
    @Injectable()
    class Slow implements BeforeApplicationShutdown {
      async beforeApplicationShutdown(): Promise<void> {
        await new Promise<void>((resolvePromise) => (goOn = resolvePromise));
      }
    }
    // Nest shuts down what a module imports after that module.
    @Module({ providers: [Slow] })
    class SlowModule {}
    const app = await AdminApp.start({
      system: { hookspecs },
      admin: { public: true, imports: [SlowModule] },
      adapter: makeAdapter(),
    });
    const client = await EventClient.open(app.url('/plugins/events'));
    const closing = app.close();
    await client.ended;
    const response = await app.get('/plugins/events');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ statusCode: 503, message: 'The application is shutting down.' });
    goOn();
    await closing;
  });

  it('lets go of the socket of a stream, which its client would keep', async () => {
    const app = await AdminApp.start({ system: { hookspecs }, adapter: makeAdapter() });
    const agent = new Agent({ keepAlive: true });
    const [response] = (await once(get(app.url('/plugins/events'), { agent }), 'response')) as [IncomingMessage];
    expect(response.headers.connection).toBe('close');
    const closed = once(response.resume().socket, 'close');
    await app.close();
    await closed;
    agent.destroy();
  });
});

describe('a process with five open streams, one of which nobody reads,', () => {
  it('ends by itself after app.close()', async () => {
    const child = new ChildScript(resolve(import.meta.dirname, 'children/open-streams.mjs'), [hookspecs]);
    const port = Number((await child.saysLike(/^port \d+$/)).slice('port '.length));
    const silent = connect(port, '127.0.0.1').pause();
    silent.on('error', () => {});
    silent.write('GET /plugins/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const url = `http://127.0.0.1:${port}/plugins/events`;
    const clients = await Promise.all(Array.from({ length: 4 }, () => EventClient.open(url)));
    await child.says('held up');
    child.signal('SIGUSR2');
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(child.stdout).toContain('closed\n');
    await Promise.all(clients.map(({ ended }) => ended));
    silent.destroy();
  }, 30_000);
});
