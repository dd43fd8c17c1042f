import { BroadcastRoutes, OnHook, PluginSystemError, type OnHookOptions } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { RecordedRoute } from '../support/recorded-route.js';
import { startApp } from '../support/start-app.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

let heard: string[];
beforeEach(() => {
  heard = [];
});

/** Publishes an event here and one elsewhere, and returns what plugins have heard. */
async function hearBoth(...providers: (new () => object)[]): Promise<string[]> {
  const { app, notify } = await startApp({ hookspecs }, { providers });
  const { access } = app.get(BroadcastRoutes).add('r', (given) => new RecordedRoute(given));
  notify.notify('k', 'on_a', 'here');
  const event = { kind: 'k', hook: 'on_a', payload: 'elsewhere', id: 'e', occurredAt: 0, kindApiVersion: '1.0.0' };
  access.receive(event);
  await app.close();
  return heard;
}

class Base {
  @OnHook('k', 'on_a', { origin: 'local' })
  hear(payload: string): void {
    heard.push(`${this.constructor.name} ${payload}`);
  }
}

/** Defines a class whose method has these options. */
const define = (options: unknown, more?: OnHookOptions) => () => {
  class Listener {
    @OnHook('k', 'on_a', options as OnHookOptions)
    @OnHook('k', more === undefined ? 'on_b' : 'on_a', more)
    hear(): void {}
  }
  return Listener;
};

describe('the option origin of @OnHook', () => {
  it("'local' lets a method hear only what is published in this process", async () => {
    class Listener extends Base {}
    expect(await hearBoth(Listener)).toEqual(['Listener here']);
  });

  it.each([undefined, {}, { origin: 'any' }, { origin: undefined }] as const)(
    'lets a method hear everything otherwise: %j',
    async (options) => {
      class Listener {
        @OnHook('k', 'on_a', options)
        hear(payload: string): void {
          heard.push(payload);
        }
      }
      expect(await hearBoth(Listener)).toEqual(['here', 'elsewhere']);
    },
  );

  it('is inherited together with the subscription, also by a method that overrides it', async () => {
    class Child extends Base {
      override hear(payload: string): void {
        heard.push(`overridden ${payload}`);
      }
    }
    expect(await hearBoth(Child)).toEqual(['overridden here']);
  });

  it('is replaced by that of an @OnHook of its own', async () => {
    class Child extends Base {
      @OnHook('k', 'on_a')
      override hear(payload: string): void {
        heard.push(payload);
      }
    }
    expect(await hearBoth(Child)).toEqual(['here', 'elsewhere']);
  });

  it('is of one subscription each, where a method has several', async () => {
    class Listener {
      @OnHook('k', 'on_a', { origin: 'local' })
      @OnHook('k', 'on_b')
      hear(payload: string): void {
        heard.push(payload);
      }
    }
    expect(await hearBoth(Listener)).toEqual(['here']);
  });

  it('keeps no other plugin from hearing', async () => {
    class Local extends Base {}
    class Other {
      @OnHook('k', 'on_a')
      hear(payload: string): void {
        heard.push(`Other ${payload}`);
      }
    }
    expect((await hearBoth(Local, Other)).toSorted()).toEqual(['Local here', 'Other elsewhere', 'Other here']);
  });
});

describe('a class cannot be defined', () => {
  it.each([null, '', 'remote', 'Local', true, 0, {}, ['local']])('with the origin %j', (origin) => {
    expect(define({ origin })).toThrow(PluginSystemError);
    expect(define({ origin })).toThrow(
      /^Listener#hear: @OnHook\('k', 'on_a'\) origin must be 'any' or 'local' \(test\/lib\/nest\/origin\.spec\.ts:\d+/,
    );
  });

  it('with a misspelt origin, of which it says the right name', () => {
    expect(define({ orign: 'local' })).toThrow(/has no option orign\. Did you mean 'origin'\?/);
  });

  it('with one hook twice on a method and another origin', () => {
    expect(define({ origin: 'local' }, {})).toThrow(
      /@OnHook\('k', 'on_a'\) stands on this method twice, with other options: say it once/,
    );
  });

  it('but can be with one hook twice and the same origin, said or not', () => {
    expect(define({ origin: 'local' }, { origin: 'local' })).not.toThrow();
    expect(define({ origin: 'any' }, {})).not.toThrow();
  });
});
