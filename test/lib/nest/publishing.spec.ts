import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import {
  HookUnknownError,
  OnHook,
  PayloadInvalidError,
  type Delivery,
  type PluginSystemOptions,
} from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('publishing', () => {
  const folder = new HookspecFolder();
  folder.write('schemas/order.json', {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: { id: { type: 'string' }, at: { type: 'string' }, lines: { type: 'array' } },
  });
  folder.write('schemas/any.json', {});
  const hookspecs = folder.declareWith('orders', {
    on_placed: 'schemas/order.json',
    on_unheard: 'schemas/order.json',
    on_anything: 'schemas/any.json',
  });
  folder.declare('chains', ['on_link'], { dispatch: 'chain' });
  afterAll(() => folder.remove());

  @Injectable()
  class Listener {
    readonly heard: unknown[] = [];

    @OnHook('orders', 'on_placed')
    @OnHook('orders', 'on_anything')
    hear(payload: unknown): void {
      this.heard.push(payload);
    }
  }

  let current: TestApp;
  async function start(
    options: Partial<PluginSystemOptions> = {},
    ...providers: (new () => object)[]
  ): Promise<TestApp> {
    current = await startApp({ hookspecs, ...options }, { providers: [Listener, ...providers] });
    return current;
  }
  const heard = (): unknown[] => current.app.get(Listener).heard;
  afterEach(() => current.app.close());

  it('an unknown hook tells nobody, is logged with the nearest name, and throws nothing', async () => {
    const { notify, log } = await start();
    notify.notify('orders', 'on_plased', { id: 'o1' });
    expect(heard()).toEqual([]);
    expect(log.lines('error')).toEqual([
      `kind=orders hook=on_plased refused=HOOK_UNKNOWN error="The publisher names an unknown hook 'on_plased' of kind 'orders'. Did you mean 'on_placed'?"`,
    ]);
  });

  it('an unknown hook in a catch block leaves the original error alone', async () => {
    const { notify } = await start();
    const original = new Error('the original');
    const handler = () => {
      try {
        throw original;
      } catch (error) {
        notify.notify('orderz', 'on_failed', { error });
        throw error;
      }
    };
    expect(handler).toThrow(original);
  });

  it('a hook of another dispatch class is refused', async () => {
    const { notify } = await start();
    const result = await notify.dispatch('chains', 'on_link', {});
    expect(result.refused?.code).toBe('DISPATCH_MISMATCH');
  });

  it('a payload that breaks its schema tells nobody; the log has kind, hook, the instance path and the reason', async () => {
    const { notify, log } = await start();
    notify.notify('orders', 'on_placed', { id: 7 });
    notify.notify('orders', 'on_placed', { id: 'o1', size: 'secret' });
    expect(heard()).toEqual([]);
    expect(log.lines('error')).toEqual([
      'kind=orders hook=on_placed refused=PAYLOAD_INVALID path=/id error="must be string"',
      `kind=orders hook=on_placed refused=PAYLOAD_INVALID path="" error="must NOT have additional properties: 'size'"`,
    ]);
  });

  it('what JSON would lose is refused in the same way, with its path', async () => {
    const { notify, log } = await start();
    notify.notify('orders', 'on_placed', { id: 'o1', lines: [{ price: Number.NaN }] });
    expect(heard()).toEqual([]);
    expect(log.lines('error')).toEqual([
      'kind=orders hook=on_placed refused=PAYLOAD_INVALID path=/lines/0/price error="is NaN, which JSON does not have"',
    ]);
  });

  it('dispatch() says why nobody was told', async () => {
    const { notify } = await start();
    const result = await notify.dispatch('orders', 'on_placed', { id: 7 });
    expect(result).toEqual({ delivered: 0, failed: [], refused: expect.any(PayloadInvalidError) as unknown });
    expect(result.refused).toMatchObject({ kind: 'orders', hook: 'on_placed', path: '/id', reason: 'must be string' });
  });

  it('refused events are counted for their hook', async () => {
    const { notify, registry } = await start();
    for (let count = 0; count < 3; count++) notify.notify('orders', 'on_placed', { id: 7 });
    const hooks = registry.kinds().find(({ kind }) => kind === 'orders')?.hooks;
    expect(hooks?.map(({ name, refused }) => [name, refused])).toEqual([
      ['on_placed', 3],
      ['on_unheard', 0],
      ['on_anything', 0],
    ]);
  });

  it('a reason that is logged too often does not hide another one', async () => {
    const { notify, log } = await start();
    for (let count = 0; count < 25; count++) notify.notify('orders', 'on_placed', { id: 7 });
    notify.notify('orders', 'on_placed', { id: 'o1', lines: 'none' });
    expect(log.lines('error').at(-1)).toContain('path=/lines error="must be array"');
  });

  it.each(['notify', 'dispatch'] as const)('%s() refuses, by reference too, what cannot be read', async (method) => {
    const { notify, log } = await start({ payloads: 'reference' });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    await notify[method]('orders', 'on_placed', proxy);
    expect(log.lines('error')).toEqual([expect.stringContaining('refused=PAYLOAD_INVALID')]);
  });

  it('at most 10 refusals are logged in 10 s for each kind, hook and reason', async () => {
    const { notify, log } = await start();
    for (let count = 0; count < 25; count++) {
      notify.notify('orders', 'on_placed', { id: 7 });
      notify.notify('orders', 'on_plased', {});
    }
    const lines = log.lines('error');
    expect(lines.filter((line) => line.includes('refused=PAYLOAD_INVALID'))).toHaveLength(10);
    expect(lines.filter((line) => line.includes('refused=HOOK_UNKNOWN'))).toHaveLength(10);
    await current.app.close();
    expect(log.lines('error')).toContain(
      'kind=orders hook=on_placed refused=PAYLOAD_INVALID suppressed=15 error="must be string"',
    );
  });

  it('the payload arrives as JSON would carry it', async () => {
    class Money {
      constructor(
        readonly amount: number,
        readonly currency: string,
      ) {}
    }
    const { notify } = await start();
    notify.notify('orders', 'on_anything', {
      at: new Date(0),
      price: new Money(5, 'EUR'),
      left: undefined,
      zero: -0,
    });
    expect(heard()).toEqual([{ at: '1970-01-01T00:00:00.000Z', price: { amount: 5, currency: 'EUR' }, zero: 0 }]);
  });

  it('a change of the payload after publishing reaches nobody', async () => {
    const { notify } = await start();
    const payload = { id: 'o1', lines: [1] };
    notify.notify('orders', 'on_placed', payload);
    payload.lines.push(2);
    expect(heard()).toEqual([{ id: 'o1', lines: [1] }]);
  });

  it('by reference, subscribers get the publisher’s own object, validated', async () => {
    const { notify, log } = await start({ payloads: 'reference' });
    const payload = { id: 'o1', lines: [() => 7] };
    notify.notify('orders', 'on_placed', payload);
    notify.notify('orders', 'on_placed', { id: 7 });
    expect(heard()).toHaveLength(1);
    expect(heard()[0]).toBe(payload);
    expect(log.lines('error')).toHaveLength(1);
  });

  it('with nobody subscribed, the payload is not even looked at', async () => {
    const { notify, log } = await start();
    notify.notify('orders', 'on_unheard', {
      get id(): string {
        throw new Error('looked at');
      },
    });
    expect(await notify.dispatch('orders', 'on_unheard', 7)).toEqual({ delivered: 0, failed: [] });
    expect(log.lines('error')).toEqual([]);
  });

  it('in strict mode a publisher’s mistake throws at notify(), is counted and not logged', async () => {
    const { notify, log, registry } = await start({ strict: true });
    expect(() => notify.notify('orders', 'on_placed', { id: 7 })).toThrow(PayloadInvalidError);
    expect(() => notify.notify('orders', 'on_plased', {})).toThrow(HookUnknownError);
    expect(log.lines('error')).toEqual([]);
    expect(registry.kinds()[1]?.hooks[0]?.refused).toBe(1);
  });

  it('in strict mode a publisher’s mistake rejects what dispatch() returned, and does not throw', async () => {
    const { notify } = await start({ strict: true });
    const promise = notify.dispatch('orders', 'on_placed', { id: 7 });
    await expect(promise).rejects.toThrow(PayloadInvalidError);
  });

  it('in strict mode the payload is checked although nobody subscribes', async () => {
    const { notify } = await start({ strict: true });
    expect(() => notify.notify('orders', 'on_unheard', { id: 7 })).toThrow(PayloadInvalidError);
  });

  it('in strict mode a subscriber’s failure still reaches nobody', async () => {
    class Failing {
      @OnHook('orders', 'on_placed')
      hear(): void {
        throw new Error('mine');
      }
    }
    const { notify } = await start({ strict: true }, Failing);
    notify.notify('orders', 'on_placed', { id: 'o1' });
    expect(heard()).toHaveLength(1);
  });

  it('AsyncLocalStorage flows from the publisher into subscribers, also past an await', async () => {
    const storage = new AsyncLocalStorage<string>();
    const stores: unknown[] = [];
    class Contextual {
      @OnHook('orders', 'on_placed')
      async hear(): Promise<void> {
        stores.push(storage.getStore());
        await Promise.resolve();
        stores.push(storage.getStore());
      }
    }
    const { notify } = await start({}, Contextual);
    await storage.run('request 7', () => notify.dispatch('orders', 'on_placed', { id: 'o1' }));
    expect(stores).toEqual(['request 7', 'request 7']);
  });

  it('one delivery is shared by the subscribers of a broadcast, its id made when it is read', async () => {
    const ids: string[] = [];
    class First {
      @OnHook('orders', 'on_placed')
      hear(_: unknown, delivery: Delivery): void {
        ids.push(delivery.id);
      }
    }
    class Second extends First {}
    const { notify } = await start({}, First, Second);
    notify.notify('orders', 'on_placed', { id: 'o1' });
    notify.notify('orders', 'on_placed', { id: 'o2' });
    expect(ids).toHaveLength(4);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(ids[3]);
    expect(ids[0]).not.toBe(ids[2]);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });
});
