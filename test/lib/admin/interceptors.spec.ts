import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { idle, plugin } from './support/plugins.js';

/** What many applications have: every answer of theirs is wrapped. */
@Injectable()
class Wrapping implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((data: unknown) => ({ data })));
  }
}

describe.each(ADAPTERS)("an application's interceptors, with %s,", (_, makeAdapter) => {
  const folder = new HookspecFolder();
  let app: AdminApp;
  beforeAll(async () => {
    const metadata = {
      providers: [plugin('Steady', idle), { provide: APP_INTERCEPTOR, useClass: Wrapping }],
    };
    app = await AdminApp.start({
      system: { hookspecs: folder.declare('k', ['on_a']) },
      metadata,
      adapter: makeAdapter(),
    });
  });
  afterAll(async () => {
    await app.close();
    folder.remove();
  });

  it.each([
    ['/plugins', 'plugins'],
    ['/plugins/hooks', 'hooks'],
    ['/plugins/Steady', 'name'],
  ])('do not wrap what %s answers', async (path, key) => {
    expect(await app.json<object>(path)).toHaveProperty(key);
  });

  it('do not wrap the page', async () => {
    const text = await (await app.get('/plugins', { headers: { accept: 'text/html' } })).text();
    expect(text).toMatch(/^<!doctype html>/);
  });
});
