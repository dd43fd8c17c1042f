import { Injectable, Module } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { OnHook, PluginSystemModule, type CompiledHookspecs } from 'nestjs-plugin-system';
import { compileFolder, overwrite } from '../support/compile-folder.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError, startApp } from '../support/start-app.js';

let heard: string[];
beforeEach(() => {
  heard = [];
});

@Injectable()
class Listener {
  @OnHook('k', 'on_a')
  hearA(): void {
    heard.push('k.on_a');
  }

  @OnHook('feature', 'on_b')
  hearB(): void {
    heard.push('feature.on_b');
  }
}

describe('an application with compiled hookspecs', () => {
  const folder = new HookspecFolder();
  const other = new HookspecFolder();
  let compiled: CompiledHookspecs;
  let compiledOther: CompiledHookspecs;
  beforeAll(async () => {
    folder.declare('k', ['on_a']);
    folder.write('schemas/any.json', { type: 'object', required: ['n'] });
    other.declare('feature', ['on_b']);
    [compiled, compiledOther] = [await compileFolder(folder), await compileFolder(other)];
  });
  afterAll(() => {
    folder.remove();
    other.remove();
  });

  it.each([
    ['two compiled ones', () => [compiled, compiledOther]],
    ['a compiled one and a path', () => [compiled, other.path]],
    ['a path and a compiled one', () => [folder.path, compiledOther]],
  ])('delivers what they declare: %s', async (_, hookspecs) => {
    const { app, notify, log } = await startApp({ hookspecs: hookspecs() }, { providers: [Listener] });
    notify.notify('k', 'on_a', { n: 1 });
    notify.notify('k', 'on_a', {});
    notify.notify('feature', 'on_b', {});
    expect(heard).toEqual(['k.on_a', 'feature.on_b']);
    expect(log.lines('error').join('\n')).toContain("must have required property 'n'");
    await app.close();
  });

  it('takes those of a feature', async () => {
    @Module({ imports: [PluginSystemModule.forFeature({ hookspecs: compiledOther })], providers: [Listener] })
    class FeatureModule {}
    const { app, notify } = await startApp({ hookspecs: compiled }, { imports: [FeatureModule] });
    notify.notify('feature', 'on_b', {});
    expect(heard).toEqual(['feature.on_b']);
    await app.close();
  });

  it('shows their schemas and their files', async () => {
    const { app, registry } = await startApp({ hookspecs: compiled });
    expect(registry.kinds()).toMatchObject([{ kind: 'k', file: `${folder.path}/k.yaml`, hooks: [{ name: 'on_a' }] }]);
    await app.close();
  });

  it('does not start when their files have changed, and says what to run', async () => {
    const stale = new HookspecFolder();
    stale.declare('k', ['on_a']);
    const hookspecs = await compileFolder(stale);
    overwrite(stale, 'schemas/any.json', '{"type":"string"}');
    const error = await bootError({ hookspecs });
    expect(error.message).toMatch(/any\.json:1:1 has changed since it was compiled: run `hookspec compile /);
    stale.remove();
  });

  it('finds those that a lazily loaded module brings, when they are compiled too', async () => {
    @Module({ imports: [PluginSystemModule.forFeature({ hookspecs: compiledOther })] })
    class LazyModule {}
    const { app, registry } = await startApp({ hookspecs: compiled });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    registry.refresh();
    expect(registry.kinds().map(({ kind }) => kind)).toEqual(['k', 'feature']);
    await app.close();
  });

  it('cannot read files later on, and says so: nothing of it is taken', async () => {
    @Module({ imports: [PluginSystemModule.forFeature({ hookspecs: other.path })] })
    class LazyModule {}
    const { app, registry } = await startApp({ hookspecs: compiled });
    await app.get(LazyModuleLoader).load(() => LazyModule);
    expect(() => registry.refresh()).toThrow(/came after the application had started.*Compile these too/);
    expect(registry.kinds().map(({ kind }) => kind)).toEqual(['k']);
    await app.close();
  });

  it.each([[{}], [[{}]], [null], [7], [['']]])('does not start with %j in their place', async (hookspecs: unknown) => {
    const error = await bootError({ hookspecs: hookspecs as string });
    expect(error).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('hookspec compile'),
    });
  });
});
