import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { AmbiguousPluginError, OnHook, Plugin, PluginSystemModule } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp } from '../support/start-app.js';

describe('a lazily loaded module', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  const featureFolder = new HookspecFolder();
  const featureHookspecs = featureFolder.declare('feature', ['on_feature']);
  afterAll(() => {
    folder.remove();
    featureFolder.remove();
  });

  let heard: string[];
  beforeEach(() => {
    heard = [];
  });

  @Injectable()
  class LazyPlugin implements OnModuleInit {
    @OnHook('k', 'on_a')
    hear(): void {
      heard.push('lazy');
    }

    onModuleInit(): void {
      heard.push('onModuleInit');
    }
  }

  it('is heard from after refresh(); Nest calls no onModuleInit there', async () => {
    @Module({ providers: [LazyPlugin] })
    class LazyModule {}
    const { app, notify, registry } = await startApp({ hookspecs });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    notify.notify('k', 'on_a', {});
    expect(heard).toEqual([]);

    expect(registry.refresh().map(({ name }) => name)).toEqual(['LazyPlugin']);
    expect(registry.refresh()).toEqual([]);
    notify.notify('k', 'on_a', {});
    expect(heard).toEqual(['lazy']);
    await app.close();
  });

  it('can bring hookspecs of its own', async () => {
    @Injectable()
    class FeaturePlugin {
      @OnHook('feature', 'on_feature')
      hear(): void {
        heard.push('feature');
      }
    }
    @Module({ imports: [PluginSystemModule.forFeature({ hookspecs: featureHookspecs })], providers: [FeaturePlugin] })
    class LazyModule {}
    const { app, notify, registry, log } = await startApp({ hookspecs });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    registry.refresh();
    notify.notify('feature', 'on_feature', {});
    expect(heard).toEqual(['feature']);
    expect(log.lines('log').at(-1)).toBe('kind=feature hook=on_feature subscribers=FeaturePlugin.hear');
    await app.close();
  });

  it('with a mistake makes refresh() throw, and nothing of it is taken', async () => {
    @Injectable()
    class MistakenPlugin {
      @OnHook('k', 'on_typo')
      hear(): void {}
    }
    @Module({
      imports: [PluginSystemModule.forFeature({ hookspecs: featureHookspecs })],
      providers: [LazyPlugin, MistakenPlugin],
    })
    class LazyModule {}
    const { app, registry } = await startApp({ hookspecs });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    expect(() => registry.refresh()).toThrow(/MistakenPlugin#hear/);
    expect(() => registry.refresh()).toThrow(/MistakenPlugin#hear/);
    expect(registry.plugins()).toEqual([]);
    expect(registry.kinds().map(({ kind }) => kind)).toEqual(['k']);
    expect(registry.subscribersOf('k', 'on_a')).toEqual([]);
    await app.close();
  });

  it('with a plugin whose name is taken gets another one, and the plugin that has it keeps it', async () => {
    @Module({ providers: [{ provide: 'other', useClass: { LazyPlugin: class extends LazyPlugin {} }.LazyPlugin }] })
    class LazyModule {}
    const { app, registry, log } = await startApp({ hookspecs }, { providers: [LazyPlugin] });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    expect(registry.refresh().map(({ name }) => name)).toEqual(['LazyPlugin@LazyModule']);
    expect(registry.plugins().map(({ name }) => name)).toEqual(['LazyPlugin', 'LazyPlugin@LazyModule']);
    expect(log.lines('warn')).toHaveLength(1);
    await app.close();
  });

  it('with a plugin that claims a name which another class has claimed makes refresh() throw', async () => {
    @Plugin({ name: 'audit' })
    class Claiming extends LazyPlugin {}
    @Plugin({ name: 'audit' })
    class Rival extends LazyPlugin {}
    @Module({ providers: [Rival] })
    class LazyModule {}
    const { app, registry } = await startApp({ hookspecs }, { providers: [Claiming] });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    expect(() => registry.refresh()).toThrow(AmbiguousPluginError);
    await app.close();
  });

  it('announces only the hooks that it changes', async () => {
    const wide = new HookspecFolder();
    @Module({ providers: [LazyPlugin] })
    class LazyModule {}
    const { app, registry, log } = await startApp({ hookspecs: [hookspecs, wide.declare('wide', ['on_x', 'on_y'])] });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    const before = log.lines('log').length;
    wide.declare('later', ['on_z']);
    registry.refresh();
    expect(log.lines('log').slice(before)).toEqual(['kind=k hook=on_a subscribers=LazyPlugin.hear']);
    await app.close();
    wide.remove();
  });

  it('that comes during a broadcast is not told of it', async () => {
    let refresh: () => unknown = () => undefined;
    @Injectable()
    class RefreshingPlugin {
      @OnHook('k', 'on_a')
      hear(): void {
        heard.push('refreshing');
        refresh();
      }
    }
    @Module({ providers: [LazyPlugin] })
    class LazyModule {}
    const { app, notify, registry } = await startApp({ hookspecs }, { providers: [RefreshingPlugin] });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    refresh = () => registry.refresh();
    notify.notify('k', 'on_a', {});
    expect(heard).toEqual(['refreshing']);
    notify.notify('k', 'on_a', {});
    expect(heard).toEqual(['refreshing', 'refreshing', 'lazy']);
    await app.close();
  });
});
