import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  NotifyService,
  OnHook,
  PluginRegistry,
  PluginSystemModule,
  type PluginSystemOptions,
} from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError, startApp } from '../support/start-app.js';

describe('the module', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  const featureFolder = new HookspecFolder();
  const featureHookspecs = featureFolder.declare('feature', ['on_feature']);
  afterAll(() => {
    folder.remove();
    featureFolder.remove();
  });

  @Injectable()
  class Listener {
    readonly heard: unknown[] = [];

    @OnHook('k', 'on_a')
    hear(payload: unknown): void {
      this.heard.push(payload);
    }
  }

  /** Starts an application around one dynamic module, publishes and returns what was heard. */
  async function hearWith(pluginSystem: DynamicModule): Promise<unknown[]> {
    @Module({ imports: [pluginSystem], providers: [Listener] })
    class AppModule {}
    const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    app.get(NotifyService).notify('k', 'on_a', { n: 1 });
    await app.close();
    return app.get(Listener).heard;
  }

  @Injectable()
  class OptionsFactory {
    createPluginSystemOptions(): PluginSystemOptions {
      return { hookspecs };
    }
  }
  @Module({ providers: [OptionsFactory], exports: [OptionsFactory] })
  class OptionsModule {}

  it('takes its options from a factory', async () => {
    const useFactory = (factory: OptionsFactory) => Promise.resolve(factory.createPluginSystemOptions());
    const options = { imports: [OptionsModule], inject: [OptionsFactory], useFactory };
    expect(await hearWith(PluginSystemModule.forRootAsync(options))).toEqual([{ n: 1 }]);
  });

  it('takes its options from a class', async () => {
    expect(await hearWith(PluginSystemModule.forRootAsync({ useClass: OptionsFactory }))).toEqual([{ n: 1 }]);
  });

  it('takes its options from an existing provider', async () => {
    const options = { imports: [OptionsModule], useExisting: OptionsFactory };
    expect(await hearWith(PluginSystemModule.forRootAsync(options))).toEqual([{ n: 1 }]);
  });

  it('fails the start when the factory’s options are wrong', async () => {
    @Module({
      imports: [PluginSystemModule.forRootAsync({ useFactory: () => ({ hookspecs, bootstrapBuffer: Number.NaN }) })],
    })
    class AppModule {}
    const start = NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    await expect(start).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
  });

  it('is global: any module can inject NotifyService and PluginRegistry', async () => {
    @Injectable()
    class Publisher {
      constructor(
        readonly notify: NotifyService,
        readonly registry: PluginRegistry,
      ) {}
    }
    @Module({ providers: [Publisher] })
    class FeatureModule {}
    const { app, notify, registry } = await startApp({ hookspecs }, { imports: [FeatureModule] });
    expect(app.get(Publisher).notify).toBe(notify);
    expect(app.get(Publisher).registry).toBe(registry);
    await app.close();
  });

  it('is not global when isGlobal is false', async () => {
    @Injectable()
    class Publisher {
      constructor(readonly notify: NotifyService) {}
    }
    @Module({ providers: [Publisher] })
    class FeatureModule {}
    @Module({ imports: [PluginSystemModule.forRoot({ hookspecs, isGlobal: false }), FeatureModule] })
    class AppModule {}
    const start = NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    await expect(start).rejects.toThrow(/can't resolve dependencies of the Publisher/);
  });

  it('adds the hookspecs of features', async () => {
    @Module({ imports: [PluginSystemModule.forFeature({ hookspecs: [featureHookspecs] })] })
    class FeatureModule {}
    const { app, registry } = await startApp({ hookspecs }, { imports: [FeatureModule] });
    expect(registry.kinds().map(({ kind }) => kind)).toEqual(['k', 'feature']);
    await app.close();
  });

  it('loads one file once, in whichever way features name it', async () => {
    const imports = [
      PluginSystemModule.forFeature({ hookspecs: `${folder.path}/k.yaml` }),
      PluginSystemModule.forFeature({ hookspecs: folder.path }),
    ];
    const { app, registry } = await startApp({ hookspecs }, { imports });
    expect(registry.kinds()).toHaveLength(1);
    await app.close();
  });

  it('fails the start when a feature declares a kind that is taken', async () => {
    const rival = new HookspecFolder();
    const imports = [PluginSystemModule.forFeature({ hookspecs: rival.declare('k', ['on_b']) })];
    const error = await bootError({ hookspecs }, { imports });
    expect(error.message).toContain("kind 'k' is already declared by");
    rival.remove();
  });

  it('says at once when forFeature() is given no paths', () => {
    const withoutPaths = {} as { hookspecs: string };
    expect(() => PluginSystemModule.forFeature(withoutPaths)).toThrow(/forFeature\(\{ hookspecs \}\) must be a path/);
  });

  it('keeps several applications of one process apart', async () => {
    const first = await startApp({ hookspecs }, { providers: [Listener] });
    const second = await startApp({ hookspecs }, { providers: [Listener] });
    first.notify.notify('k', 'on_a', { n: 1 });
    await first.app.close();
    second.notify.notify('k', 'on_a', { n: 2 });
    await second.app.close();
    expect(first.app.get(Listener).heard).toEqual([{ n: 1 }]);
    expect(second.app.get(Listener).heard).toEqual([{ n: 2 }]);
  });

  it('tells what is loaded, in values that nobody can change afterwards', async () => {
    const { app, notify, registry } = await startApp({ hookspecs }, { providers: [Listener] });
    const plugins = registry.plugins();
    const healthy = { status: 'operational', reason: undefined, since: expect.any(Date) as unknown };
    const nothingYet = { delivered: 0, failed: 0, timedOut: 0, shed: 0, inFlight: 0, consecutiveFailures: 0 };
    notify.notify('k', 'on_a', {});
    expect(plugins).toEqual([
      {
        name: 'Listener',
        className: 'Listener',
        module: 'AppModule',
        scope: 'static',
        ...healthy,
        subscribers: [{ plugin: 'Listener', method: 'hear', kind: 'k', hook: 'on_a', ...nothingYet, ...healthy }],
      },
    ]);
    expect(registry.kinds()).toEqual([
      {
        kind: 'k',
        kindApiVersion: '1.0.0',
        description: undefined,
        file: `${folder.path}/k.yaml`,
        hooks: [
          {
            name: 'on_a',
            dispatch: 'broadcast_notify',
            description: undefined,
            subscribers: 1,
            published: 1,
            received: 0,
            refused: 0,
            inputSchema: {},
          },
        ],
      },
    ]);
    expect(registry.subscribersOf('k', 'on_nothing')).toEqual([]);
    await app.close();
  });
});
