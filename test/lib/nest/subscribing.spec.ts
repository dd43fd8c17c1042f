import {
  Controller,
  Injectable,
  Module,
  type CallHandler,
  type ModuleMetadata,
  type NestInterceptor,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { OnHook, type Delivery } from 'nestjs-plugin-system';
import type { Observable } from 'rxjs';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp } from '../support/start-app.js';

describe('a subscriber', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a', 'on_b']);
  let heard: string[];
  beforeEach(() => {
    heard = [];
  });
  afterAll(() => folder.remove());

  /** Starts an application, publishes on_a and on_b, and returns what was heard. */
  async function hearBoth(metadata: ModuleMetadata): Promise<string[]> {
    const { app, notify } = await startApp({ hookspecs }, metadata);
    notify.notify('k', 'on_a', { x: 1 });
    notify.notify('k', 'on_b', { x: 2 });
    await app.close();
    return heard;
  }

  @Injectable()
  class Base {
    @OnHook('k', 'on_a')
    hear(_payload: unknown, { hook }: Delivery): void {
      heard.push(`${this.constructor.name} base ${hook}`);
    }
  }

  it('hears a published event with its delivery, before notify() returns', async () => {
    const seen: unknown[] = [];
    @Injectable()
    class Listener {
      @OnHook('k', 'on_a')
      hear(payload: unknown, delivery: Delivery): void {
        seen.push(payload, delivery.id, delivery.kind, delivery.hook, delivery.origin, delivery.attempt);
      }
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [Listener] });
    notify.notify('k', 'on_a', { x: 1 }, { id: 'e1' });
    expect(seen).toEqual([{ x: 1 }, 'e1', 'k', 'on_a', 'local', 1]);
    await app.close();
  });

  it('can be a controller', async () => {
    @Controller()
    class Listener extends Base {}
    expect(await hearBoth({ controllers: [Listener] })).toEqual(['Listener base on_a']);
  });

  it('can be an enhancer of the whole application', async () => {
    @Injectable()
    class Listener extends Base implements NestInterceptor {
      intercept(_: unknown, next: CallHandler): Observable<unknown> {
        return next.handle() as Observable<unknown>;
      }
    }
    expect(await hearBoth({ providers: [{ provide: APP_INTERCEPTOR, useClass: Listener }] })).toEqual([
      'Listener base on_a',
    ]);
  });

  it('can be the class of a module', async () => {
    @Module({})
    class ListeningModule {
      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('module');
      }
    }
    expect(await hearBoth({ imports: [ListeningModule] })).toEqual(['module']);
  });

  it('can hear several hooks with one method', async () => {
    @Injectable()
    class Listener {
      @OnHook('k', 'on_a')
      @OnHook('k', 'on_b')
      hear(_payload: unknown, { hook }: Delivery): void {
        heard.push(hook);
      }
    }
    expect(await hearBoth({ providers: [Listener] })).toEqual(['on_a', 'on_b']);
  });

  it('hears a hook once, however often one method says so', async () => {
    @Injectable()
    class Listener {
      @OnHook('k', 'on_a')
      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('once');
      }
    }
    expect(await hearBoth({ providers: [Listener] })).toEqual(['once']);
  });

  it('can be a private method', async () => {
    @Injectable()
    class Listener {
      @OnHook('k', 'on_a')
      // @ts-expect-error -- nobody but the plugin system calls it
      private hear(): void {
        heard.push('private');
      }
    }
    expect(await hearBoth({ providers: [Listener] })).toEqual(['private']);
  });

  it('can be a method named by a symbol', async () => {
    const hear = Symbol('hear');
    @Injectable()
    class Listener {
      @OnHook('k', 'on_a')
      [hear](): void {
        heard.push('symbol');
      }
    }
    expect(await hearBoth({ providers: [Listener] })).toEqual(['symbol']);
  });

  it('inherits a subscription once', async () => {
    @Injectable()
    class Listener extends Base {}
    expect(await hearBoth({ providers: [Listener] })).toEqual(['Listener base on_a']);
  });

  it('keeps the subscription of a method it overrides, and hears with its own', async () => {
    @Injectable()
    class Listener extends Base {
      override hear(): void {
        heard.push('override');
      }
    }
    expect(await hearBoth({ providers: [Listener] })).toEqual(['override']);
  });

  it('replaces the subscription of a method it overrides with its own @OnHook', async () => {
    @Injectable()
    class Listener extends Base {
      @OnHook('k', 'on_b')
      override hear(_payload: unknown, { hook }: Delivery): void {
        heard.push(`override ${hook}`);
      }
    }
    expect(await hearBoth({ providers: [Listener] })).toEqual(['override on_b']);
  });

  it('leaves the base class as it is when a subclass adds methods', async () => {
    @Injectable()
    class Listener extends Base {
      @OnHook('k', 'on_b')
      more(): void {
        heard.push('more');
      }
    }
    expect(await hearBoth({ providers: [Base, Listener] })).toEqual(['Base base on_a', 'Listener base on_a', 'more']);
  });

  it('hears once when one instance stands under several tokens', async () => {
    const providers = [
      Base,
      { provide: 'alias', useExisting: Base },
      { provide: 'factory', useFactory: (base: Base) => base, inject: [Base] },
      { provide: 'alias of alias', useExisting: 'alias' },
    ];
    expect(await hearBoth({ providers })).toEqual(['Base base on_a']);
  });

  it('can be a value, or what a factory makes', async () => {
    class FromFactory extends Base {}
    const providers = [
      { provide: 'value', useValue: new Base() },
      { provide: 'factory', useFactory: () => Promise.resolve(new FromFactory()) },
    ];
    expect(await hearBoth({ providers })).toEqual(['Base base on_a', 'FromFactory base on_a']);
  });

  it('is found beside providers that are no ordinary objects', async () => {
    const wild = new Proxy(
      {},
      {
        getPrototypeOf() {
          throw new Error('nobody may ask');
        },
      },
    );
    const providers = [
      { provide: 'null', useValue: null },
      { provide: 'nothing', useValue: undefined },
      { provide: 'number', useValue: 7 },
      { provide: 'function', useValue: () => 7 },
      { provide: 'null prototype', useValue: Object.create(null) as object },
      { provide: 'proxy', useFactory: () => wild },
      { provide: 'list', useValue: [] },
      Base,
    ];
    expect(await hearBoth({ providers })).toEqual(['Base base on_a']);
  });

  it('is called as it is then, when its method was replaced after the start', async () => {
    const { app, notify } = await startApp({ hookspecs }, { providers: [Base] });
    app.get(Base).hear = () => heard.push('replaced');
    notify.notify('k', 'on_a', {});
    expect(heard).toEqual(['replaced']);
    await app.close();
  });
});

describe('at boot', () => {
  const folder = new HookspecFolder();
  afterAll(() => folder.remove());

  it('one log line a hook says who subscribed, and that nobody did', async () => {
    const hookspecs = folder.declare('k', ['on_a', 'on_b']);
    folder.declare('m', ['on_c'], { dispatch: 'chain' });
    @Injectable()
    class One {
      @OnHook('k', 'on_a')
      hear(): void {}
    }
    @Injectable()
    class Two {
      @OnHook('k', 'on_a')
      hear(): void {}
    }
    const { app, log } = await startApp({ hookspecs }, { providers: [One, Two] });
    expect(log.lines('log')).toEqual([
      'kind=k hook=on_a subscribers=One.hear,Two.hear',
      'kind=k hook=on_b subscribers=none',
      'kind=m hook=on_c subscribers=none (chain is not run here)',
    ]);
    await app.close();
  });
});
