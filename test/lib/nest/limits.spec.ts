import { Inject, Injectable, Scope } from '@nestjs/common';
import { OnHook, type PluginSystemOptions, SubscriberTimeoutError } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError, startApp } from '../support/start-app.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

const never = (): Promise<void> => new Promise(() => undefined);

@Injectable()
class Hanging {
  @OnHook('k', 'on_a')
  hearA(): Promise<void> {
    return never();
  }

  @OnHook('k', 'on_b', { timeout: 0, maxInFlight: 2 })
  hearB(): Promise<void> {
    return never();
  }
}

describe('the limits of the module', () => {
  it('hold for every subscriber that has none of its own', async () => {
    const { app, notify } = await startApp(
      { hookspecs, timeout: 1, maxInFlight: 1, shutdownTimeout: 0 },
      { providers: [Hanging] },
    );
    const first = notify.dispatch('k', 'on_a', {});
    const second = await notify.dispatch('k', 'on_a', {});
    expect(second.failed).toMatchObject([{ plugin: 'Hanging', error: { code: 'IN_FLIGHT_LIMIT', limit: 1 } }]);
    const { failed } = await first;
    expect(failed).toEqual([{ plugin: 'Hanging', error: expect.any(SubscriberTimeoutError) as unknown }]);
    await app.close();
  });

  it('give way to those of @OnHook', async () => {
    const { app, notify, registry } = await startApp(
      { hookspecs, timeout: 1, maxInFlight: 1, shutdownTimeout: 0 },
      { providers: [Hanging] },
    );
    for (let count = 0; count < 3; count++) notify.notify('k', 'on_b', {});
    // When this one has timed out, those would have, too.
    await notify.dispatch('k', 'on_a', {});
    expect(registry.subscribersOf('k', 'on_b')).toMatchObject([{ inFlight: 2, failed: 1, shed: 1, timedOut: 0 }]);
    await app.close();
    expect(registry.subscribersOf('k', 'on_b')).toMatchObject([{ inFlight: 0, failed: 3, shed: 1, timedOut: 2 }]);
  });

  it('hold for request-scoped plugins, the time that making them takes included', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Scoped {
      constructor(@Inject('connection') readonly connection: unknown) {}

      @OnHook('k', 'on_a')
      hear(): void {}
    }
    const connection = { provide: 'connection', useFactory: never, scope: Scope.REQUEST };
    const { app, notify, registry } = await startApp({ hookspecs, timeout: 1 }, { providers: [connection, Scoped] });
    await notify.dispatch('k', 'on_a', {});
    expect(registry.subscribersOf('k', 'on_a')).toMatchObject([{ failed: 1, timedOut: 1, inFlight: 0 }]);
    await app.close();
  });
});

describe('the start fails', () => {
  it.each<[keyof PluginSystemOptions, unknown, string]>([
    ['timeout', -1, 'from 0'],
    ['timeout', '30s', 'from 0'],
    ['timeout', 2 ** 31, 'to 2147483647'],
    ['maxInFlight', 0, 'from 1'],
    ['maxInFlight', Infinity, 'from 1'],
  ])('with the option %s: %p', async (name, value, range) => {
    const error = await bootError({ hookspecs, [name]: value });
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain(`the option ${name} must be a whole number`);
    expect(error.message).toContain(range);
  });
});

describe('a class cannot be defined', () => {
  it.each([{ timeout: 200 }, { maxInFlight: 2 }, { optional: true }])(
    'with one hook twice on one method, once with %j and once without',
    (options) => {
      const define = () => {
        class Listener {
          @OnHook('k', 'on_a', { timeout: 100, ...options })
          @OnHook('k', 'on_a', { timeout: 100 })
          hear(): void {}
        }
        return Listener;
      };
      expect(define).toThrow(expect.objectContaining({ code: 'PLUGIN_INVALID' }));
      expect(define).toThrow(
        "Listener#hear: @OnHook('k', 'on_a') stands on this method twice, with other options: say it once (test/lib/nest/",
      );
    },
  );

  it.each<[unknown, string]>([
    [{ timeout: -1 }, 'timeout must be a whole number from 0 to 2147483647, not -1'],
    [{ timeout: '5s' }, "timeout must be a whole number from 0 to 2147483647, not '5s'"],
    [{ maxInFlight: 0 }, 'maxInFlight must be a whole number from 1 to 2147483647, not 0'],
    [{ optional: 'yes' }, 'optional must be true or false'],
    [{ timeot: 5 }, "has no option timeot. Did you mean 'timeout'?"],
    [null, 'needs an object for its options, such as { timeout }'],
    [30_000, 'needs an object for its options, such as { timeout }'],
  ])('with the options %j of @OnHook', (options, complaint) => {
    const define = () => {
      class Listener {
        @OnHook('k', 'on_a', options as object)
        hear(): void {}
      }
      return Listener;
    };
    expect(define).toThrow(expect.objectContaining({ code: 'PLUGIN_INVALID' }));
    expect(define).toThrow(`Listener#hear: @OnHook('k', 'on_a') ${complaint} (test/lib/nest/limits.spec.ts:`);
  });
});
