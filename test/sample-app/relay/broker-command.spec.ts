import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

import { listeningPort } from '../../../sample-app/server/port.js';
import { ChildApp } from '../support/child-app.js';

describe('npm run broker', () => {
  let child: ChildApp;

  function start(env: Record<string, string> = {}): void {
    child = new ChildApp(env, process.cwd(), resolve('scripts/broker.mjs'));
  }

  afterEach(() => child.kill());

  it('says in one line how to start instances that use it', async () => {
    start();
    const line = await child.line(/./);
    const [url] = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];

    expect(line).toContain(`RELAY=${url} node dist/sample-app/main.js`);
    expect(child.output()).toBe(line);
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('ends with 0 at %s', async (signal) => {
    start();
    await child.line(/mqtt:/);
    child.signal(signal);

    expect(await child.ended).toEqual({ code: 0, signal: null });
  });

  it('fails with one clear line when the port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = listeningPort(server);
    start({ PORT: String(port) });
    const { code } = await child.ended;
    server.close();

    expect(code).toBe(1);
    expect(child.output()).toBe(`Port ${port} is already in use. Set PORT to another one.`);
  });

  it('fails with one clear line when PORT is no port', async () => {
    start({ PORT: 'mqtt' });
    const { code } = await child.ended;

    expect(code).toBe(1);
    expect(child.output()).toBe('PORT must be a whole number from 0 to 65535, but it is "mqtt".');
  });
});
