import { once } from 'node:events';
import { get, type Server, type ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { Controller, Get, type INestApplication, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { DrainingExpressAdapter } from '../../../sample-app/server/draining-express.adapter.js';
import { listeningPort } from '../../../sample-app/server/port.js';
import { KeepAliveClient } from '../support/keep-alive-client.js';

/** Answers when the test says so. */
class Gate {
  private readonly arrivals: ServerResponse[] = [];
  private readonly waiting: ((response: ServerResponse) => void)[] = [];

  arrive(response: ServerResponse): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.arrivals.push(response);
    } else {
      next(response);
    }
  }

  nextResponse(): Promise<ServerResponse> {
    const response = this.arrivals.shift();
    return response === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(response);
  }
}

const gate = new Gate();

@Controller()
class GateController {
  @Get('quick')
  quick(): string {
    return 'quick';
  }

  @Get('gated')
  gated(@Res() response: ServerResponse): void {
    gate.arrive(response);
  }
}

class GateModule {}

describe('DrainingExpressAdapter', () => {
  let app: INestApplication;
  let adapter: DrainingExpressAdapter;
  let port: number;
  let client: KeepAliveClient;

  async function start(drainTimeout?: number): Promise<void> {
    adapter = new DrainingExpressAdapter(drainTimeout);
    app = await NestFactory.create({ module: GateModule, controllers: [GateController] }, adapter, { logger: false });
    await app.listen(0);
    port = listeningPort(adapter.getHttpServer());
    client = new KeepAliveClient(port);
  }

  afterEach(async () => {
    client.close();
    await app.close();
  });

  it('lets a client keep its connection while the application runs', async () => {
    await start();

    expect((await client.get('/quick')).headers.connection).toBe('keep-alive');
  });

  it('answers the request under way at the shutdown, and asks the client to close', async () => {
    await start();
    const answer = client.get('/gated');
    const response = await gate.nextResponse();
    const closed = app.close();
    await stoppedListening(adapter.getHttpServer());
    response.end('late but here');

    expect(await answer).toMatchObject({ status: 200, body: 'late but here', headers: { connection: 'close' } });
    await closed;
  });

  it('closes promptly when the request under way came on a connection that is kept alive', async () => {
    await start();
    const answer = client.get('/gated');
    const response = await gate.nextResponse();
    const closed = app.close();
    await stoppedListening(adapter.getHttpServer());
    response.end();
    await answer;

    expect(await millisecondsOf(closed)).toBeLessThan(500);
  });

  it('closes promptly when the head of the answer had been sent before the shutdown', async () => {
    await start();
    const answer = client.get('/gated');
    const response = await gate.nextResponse();
    response.write('first, ');
    const closed = app.close();
    await stoppedListening(adapter.getHttpServer());
    response.end('last');

    expect((await answer).body).toBe('first, last');
    expect(await millisecondsOf(closed)).toBeLessThan(500);
  });

  it('is not held by connections that have been used and kept', async () => {
    await start();
    await client.get('/quick');

    expect(await millisecondsOf(app.close())).toBeLessThan(500);
  });

  it('is not held by a connection on which nothing was ever said', async () => {
    await start();
    await client.connectSilently();

    expect(await millisecondsOf(app.close())).toBeLessThan(500);
  });

  it('is not held by a client that hung up before its answer', async () => {
    await start();
    const request = get({ port, path: '/gated' });
    request.on('error', () => undefined);
    const response = await gate.nextResponse();
    const closed = app.close();
    const hungUp = once(response, 'close');
    request.destroy();
    await hungUp;

    expect(await millisecondsOf(closed)).toBeLessThan(500);
  });

  it('answers a request that had been sent on a kept connection when the server closed', async () => {
    await start();
    await client.get('/quick');
    const answer = client.get('/quick');
    await app.close();

    expect(await answer).toMatchObject({ status: 200, body: 'quick' });
  });

  it.each(['/quick', '/nowhere'])(
    'asks to close when %s is asked between the start of the shutdown and the close',
    async (path) => {
      await start();
      await client.get('/quick');
      app.getHttpAdapter().beforeClose?.();

      expect((await client.get(path)).headers.connection).toBe('close');
    },
  );

  it('cuts what is still under way after the drain timeout', async () => {
    await start(50);
    const answer = client.get('/gated');
    await gate.nextResponse();
    const [error, milliseconds] = await Promise.all([rejectionOf(answer), millisecondsOf(app.close())]);

    expect(error).toMatchObject({ message: 'socket hang up' });
    expect(milliseconds).toBeLessThan(1_000);
  });
});

/** The shutdown has reached the server; a server has no event for that. */
async function stoppedListening(server: Server): Promise<void> {
  while (server.listening) {
    await turn();
  }
}

async function millisecondsOf(done: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await done;
  return performance.now() - startedAt;
}

function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'it did not reject',
    (error: unknown) => error,
  );
}
