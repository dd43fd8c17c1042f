import { Controller, Get, type CallHandler, type ExecutionContext, NotFoundException } from '@nestjs/common';
import { of } from 'rxjs';
import type { NotifyService } from 'nestjs-plugin-system';

import { RequestEventsInterceptor } from '../../../sample-app/request-events/request-events.interceptor.js';
import { type Additions, RunningApp } from '../support/running-app.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

@Controller('throws')
class ThrowingController {
  @Get('null')
  throwNull(): never {
    throw null;
  }

  @Get('not-found')
  throwNotFound(): never {
    throw new NotFoundException('no such thing');
  }
}

describe('the events of a request', () => {
  let app: RunningApp;

  async function start(additions?: Additions): Promise<void> {
    app = await RunningApp.start(additions);
  }

  afterEach(() => app.close());

  it('carry the id and the actor that the client sent', async () => {
    await start();
    await app.get('/hello/bob', { 'x-request-id': 'r1', 'x-actor': 'alice' });

    expect(app.audit()).toEqual([
      expect.objectContaining({ event: 'on_request_started', request_id: 'r1', actor: 'alice' }),
      expect.objectContaining({ event: 'on_request_finished', request_id: 'r1', actor: 'alice' }),
    ]);
  });

  it('carry one new UUID and "anonymous" when the client sent neither', async () => {
    await start();
    await app.get('/hello/bob');
    await app.get('/hello/bob');
    const [started, finished, other] = app.audit();

    expect(started).toMatchObject({ request_id: expect.stringMatching(UUID), actor: 'anonymous' });
    expect(finished?.request_id).toBe(started?.request_id);
    expect(other?.request_id).not.toBe(started?.request_id);
  });

  it.each([
    ['empty', ''],
    ['129 characters long', 'x'.repeat(129)],
  ])('do not get lost over headers that are %s', async (_, header) => {
    await start();
    const response = await app.get('/hello/bob', { 'x-request-id': header, 'x-actor': header });

    expect(response.status).toBe(200);
    expect(app.audit()).toEqual([
      expect.objectContaining({
        event: 'on_request_started',
        request_id: expect.stringMatching(UUID),
        actor: 'anonymous',
      }),
      expect.objectContaining({
        event: 'on_request_finished',
        request_id: expect.stringMatching(UUID),
        actor: 'anonymous',
      }),
    ]);
  });

  it('take headers of exactly 128 characters as they are', async () => {
    await start();
    await app.get('/hello/bob', { 'x-request-id': 'i'.repeat(128), 'x-actor': 'a'.repeat(128) });

    expect(app.audit()).toHaveLength(2);
    expect(app.audit()[0]).toMatchObject({ request_id: 'i'.repeat(128), actor: 'a'.repeat(128) });
  });

  it('are audited in one harmless line even when the actor is made of control characters', async () => {
    await start();
    await app.get('/hello/bob', { 'x-actor': 'mallory\u009b31m\u0085' });

    expect(app.audit()[0]).toMatchObject({ actor: 'mallory\u009b31m\u0085' });
    expect(app.logger.textsOf('AuditLogger').join('')).not.toMatch(/[\u0080-\u009f]/);
  });

  it('name the route by its pattern', async () => {
    await start();
    await app.get('/hello/bob?with=query');

    expect(app.audit().map(({ path }) => path)).toEqual(['/hello/:name', '/hello/:name']);
  });

  it('measure the duration in whole milliseconds, once it has ended', async () => {
    await start();
    await app.get('/slow');
    const [started, finished] = app.audit();

    expect(started).not.toHaveProperty('duration_ms');
    expect(Number.isInteger(finished?.duration_ms)).toBe(true);
    expect(finished?.duration_ms).toBeGreaterThanOrEqual(199);
  });

  it('end in on_request_failed with the class name of the error', async () => {
    await start();
    const response = await app.get('/fail', { 'x-request-id': 'r2' });

    expect(response.status).toBe(500);
    expect(app.audit()).toEqual([
      { event: 'on_request_started', request_id: 'r2', actor: 'anonymous', path: '/fail' },
      {
        event: 'on_request_failed',
        request_id: 'r2',
        actor: 'anonymous',
        path: '/fail',
        duration_ms: expect.any(Number),
        code: 'DeliberateError',
      },
    ]);
  });

  it('leave the answer to an HTTP exception as it is', async () => {
    await start({ controllers: [ThrowingController] });
    const response = await app.get('/throws/not-found');

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ message: 'no such thing' });
    expect(app.audit()).toContainEqual(expect.objectContaining({ code: 'NotFoundException' }));
  });

  it('survive a handler that throws null', async () => {
    await start({ controllers: [ThrowingController] });
    const response = await app.get('/throws/null');

    expect(response.status).toBe(500);
    expect(app.audit()).toContainEqual(expect.objectContaining({ event: 'on_request_failed', code: 'null' }));
  });
});

describe('RequestEventsInterceptor', () => {
  it('publishes nothing for what is not HTTP', () => {
    const published: unknown[] = [];
    const notifyService: Partial<NotifyService> = { notify: (...event) => void published.push(event) };
    const interceptor = new RequestEventsInterceptor(notifyService as NotifyService);
    const answer = of('answer');
    const handler: CallHandler = { handle: () => answer };

    const result = interceptor.intercept({ getType: () => 'rpc' } as unknown as ExecutionContext, handler);

    expect(result).toBe(answer);
    expect(published).toEqual([]);
  });
});
