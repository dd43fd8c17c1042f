import {
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  Scope,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import {
  APP_INTERCEPTOR,
  ContextIdFactory,
  NestFactory,
  REQUEST,
  type ContextId,
  type ContextIdStrategy,
} from '@nestjs/core';
import { NotifyService, OnHook, type PluginSystemOptions } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { rootModule, startApp, type TestApp } from '../support/start-app.js';

describe('a request-scoped plugin', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let made: number;
  let heard: unknown[];
  let current: TestApp;
  beforeEach(() => {
    made = 0;
    heard = [];
  });
  afterEach(() => current.app.close());

  @Injectable({ scope: Scope.REQUEST })
  class Scoped {
    readonly number = ++made;

    constructor(@Inject(REQUEST) readonly request: unknown) {}

    @OnHook('k', 'on_a')
    hear(payload: unknown): void {
      heard.push([this.number, this.request, payload]);
    }
  }

  async function start(
    metadata: Parameters<typeof startApp>[1],
    options: Partial<PluginSystemOptions> = {},
  ): Promise<TestApp> {
    current = await startApp({ hookspecs, ...options }, metadata);
    return current;
  }

  it('is made for each broadcast, with the payload as its REQUEST', async () => {
    const { notify } = await start({ providers: [Scoped] });
    expect(made).toBe(0);
    await notify.dispatch('k', 'on_a', { n: 1 });
    await notify.dispatch('k', 'on_a', { n: 2 });
    expect(heard).toEqual([
      [1, { n: 1 }, { n: 1 }],
      [2, { n: 2 }, { n: 2 }],
    ]);
  });

  it('gets as its REQUEST what requestFor makes of payload and delivery', async () => {
    const requestFor: PluginSystemOptions['requestFor'] = (payload, { hook }) => ({ headers: { hook }, payload });
    const { notify } = await start({ providers: [Scoped] }, { requestFor });
    await notify.dispatch('k', 'on_a', { n: 1 });
    expect(heard).toEqual([[1, { headers: { hook: 'on_a' }, payload: { n: 1 } }, { n: 1 }]]);
  });

  it('can be a controller, or a class that depends on something request-scoped', async () => {
    @Injectable()
    class Dependent {
      constructor(readonly scoped: Scoped) {}

      @OnHook('k', 'on_a')
      hear(): void {
        heard.push(`dependent of ${this.scoped.number}`);
      }
    }
    @Controller({ scope: Scope.REQUEST })
    class ScopedController {
      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('controller');
      }
    }
    const { notify, registry } = await start({ providers: [Scoped, Dependent], controllers: [ScopedController] });
    await notify.dispatch('k', 'on_a', {});
    expect(heard).toHaveLength(3);
    expect(heard).toContain('controller');
    expect(heard).toContain('dependent of 1');
    expect(registry.plugins().map(({ scope }) => scope)).toEqual(['request', 'request', 'request']);
  });

  it('shares the providers of its broadcast with the others', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class UnitOfWork {
      readonly number = ++made;
    }
    class Base {
      constructor(@Inject(UnitOfWork) readonly work: UnitOfWork) {}

      @OnHook('k', 'on_a')
      hear(): void {
        heard.push(this.work.number);
      }
    }
    @Injectable()
    class One extends Base {}
    @Injectable()
    class Two extends Base {}
    const { notify } = await start({ providers: [UnitOfWork, One, Two] });
    await Promise.all([notify.dispatch('k', 'on_a', {}), notify.dispatch('k', 'on_a', {})]);
    expect(heard.map(String).toSorted()).toEqual(['1', '1', '2', '2']);
  });

  it('that is provided by two modules is made in each', async () => {
    const { notify, registry } = await start({
      imports: [moduleWith('OneModule', Scoped), moduleWith('TwoModule', Scoped)],
    });
    await notify.dispatch('k', 'on_a', {});
    expect(heard).toHaveLength(2);
    expect(registry.plugins().map(({ name }) => name)).toEqual(['Scoped@OneModule', 'Scoped@TwoModule']);
  });

  it.each<[string, () => new (...args: never[]) => object, string]>([
    [
      'whose constructor throws',
      () => {
        @Injectable({ scope: Scope.REQUEST })
        class Broken {
          constructor() {
            throw new Error('cannot be made');
          }

          @OnHook('k', 'on_a')
          hear(): void {}
        }
        return Broken;
      },
      'plugin=Broken error="cannot be made" kind=k hook=on_a',
    ],
    [
      'whose method throws',
      () => {
        @Injectable({ scope: Scope.REQUEST })
        class Broken {
          @OnHook('k', 'on_a')
          hear(): void {
            throw new Error('cannot hear');
          }
        }
        return Broken;
      },
      'plugin=Broken error="cannot hear" kind=k hook=on_a',
    ],
  ])('%s fails alone, logged with its name', async (_, makeClass, line) => {
    const { notify, log } = await start({ providers: [makeClass(), Scoped] });
    const { delivered, failed } = await notify.dispatch('k', 'on_a', {});
    expect([delivered, failed.length]).toEqual([1, 1]);
    expect(log.lines('error')).toEqual([line]);
  });

  it('shares the providers of a real request that requestFor gives', async () => {
    @Controller()
    class Publishing {
      constructor(
        @Inject(REQUEST) private readonly request: { url: string },
        private readonly scoped: Scoped,
        private readonly notify: NotifyService,
      ) {}

      @Get()
      async publish(): Promise<string> {
        await this.notify.dispatch('k', 'on_a', {});
        return `made ${this.scoped.number} for ${this.request.url}`;
      }
    }
    let request: unknown;
    @Injectable()
    class Remember implements NestInterceptor {
      intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
        request = context.switchToHttp().getRequest();
        return next.handle();
      }
    }
    const metadata = {
      controllers: [Publishing],
      providers: [Scoped, { provide: APP_INTERCEPTOR, useClass: Remember }],
    };
    const app = await NestFactory.create(rootModule({ hookspecs, requestFor: () => request }, metadata), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    const response = await fetch(await app.getUrl(), { headers: { connection: 'close' } });
    expect(await response.text()).toBe('made 1 for /');
    expect(heard).toEqual([[1, expect.objectContaining({ url: '/' }), {}]]);
    await app.close();
    await start({});
  });

  it('fails alone when requestFor throws; static plugins hear', async () => {
    class Static {
      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('static');
      }
    }
    const requestFor = () => {
      throw new Error('no tenant');
    };
    const { notify, log } = await start({ providers: [Scoped, Static] }, { requestFor });
    await notify.dispatch('k', 'on_a', {});
    expect(heard).toEqual(['static']);
    expect(log.lines('error')).toEqual(['plugin=Scoped error="no tenant" kind=k hook=on_a']);
  });

  it('costs static plugins nothing: requestFor is not called without it', async () => {
    let calls = 0;
    class Static {
      @OnHook('k', 'on_a')
      hear(): void {}
    }
    const { notify } = await start({ providers: [Static] }, { requestFor: () => ++calls });
    await notify.dispatch('k', 'on_a', {});
    expect(calls).toBe(0);
  });

  it('whose method is an async generator has failed, since nothing of it ran', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Generator {
      @OnHook('k', 'on_a')
      async *hear(): AsyncGenerator<void> {}
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [Generator] });
    const { failed } = await notify.dispatch('k', 'on_a', {});
    expect(failed).toMatchObject([
      { plugin: 'Generator', error: { message: expect.stringContaining('it returned a generator') as unknown } },
    ]);
    await app.close();
  });

  it('can publish while it is told', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Publishing {
      constructor(private readonly notify: NotifyService) {}

      @OnHook('k', 'on_a')
      hear({ depth }: { depth: number }): void {
        heard.push(depth);
        if (depth < 3) this.notify.notify('k', 'on_a', { depth: depth + 1 });
      }
    }
    const { notify } = await start({ providers: [Publishing] });
    notify.notify('k', 'on_a', { depth: 1 });
    await notify.whenIdle();
    expect(heard).toEqual([1, 2, 3]);
  });

  describe('that is durable', () => {
    const tenants = new Map<string, ContextId>();
    const strategy: ContextIdStrategy = {
      attach(contextId: ContextId, request: { headers: { tenant: string } }) {
        const tenant = tenants.get(request.headers.tenant) ?? ContextIdFactory.create();
        tenants.set(request.headers.tenant, tenant);
        return (info) => (info.isTreeDurable ? tenant : contextId);
      },
    };
    const noStrategy: ContextIdStrategy = { attach: (contextId: ContextId) => () => contextId };
    beforeAll(() => ContextIdFactory.apply(strategy));
    afterAll(() => ContextIdFactory.apply(noStrategy));

    it('is made once for each tenant that its strategy finds in what requestFor gives', async () => {
      @Injectable({ scope: Scope.REQUEST, durable: true })
      class Durable {
        readonly number = ++made;

        @OnHook('k', 'on_a')
        hear(): void {
          heard.push(this.number);
        }
      }
      const requestFor: PluginSystemOptions['requestFor'] = (payload) => ({ headers: payload });
      const { notify } = await start({ providers: [Durable] }, { requestFor });
      for (const tenant of ['a', 'b', 'a', 'b']) await notify.dispatch('k', 'on_a', { tenant });
      expect(heard).toEqual([1, 2, 1, 2]);
    });
  });
});

/** A module that provides a class. */
function moduleWith(name: string, provider: new (...args: never[]) => object): new () => object {
  const holder = { [name]: class {} };
  const moduleClass = holder[name] ?? class {};
  Module({ providers: [provider] })(moduleClass);
  return moduleClass;
}
