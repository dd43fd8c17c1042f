import { Inject, Injectable, Module, Scope, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AmbiguousPluginError,
  DispatchMismatchError,
  HookspecInvalidError,
  HookUnknownError,
  KindUnknownError,
  OnHook,
  Plugin,
  PluginSystemError,
  PluginSystemModule,
  VersionIncompatibleError,
  type PluginOptions,
  type PluginSystemOptions,
} from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError, startApp } from '../support/start-app.js';

const HERE = /\(test\/lib\/nest\/boot-errors\.spec\.ts:\d+:\d+\)/;

describe('the start fails', () => {
  const folder = new HookspecFolder();
  folder.declare('singletons', ['on_single'], { dispatch: 'singleton' });
  const hookspecs = folder.declare('lifecycle', ['on_started', 'on_finished'], { version: '2.1.0' });
  afterAll(() => folder.remove());

  /** A class whose method `hear` has one `@OnHook`. */
  function listener(kind: string, hook: string, plugin: PluginOptions = {}, scope?: Scope): new () => object {
    @Plugin(plugin)
    @Injectable(scope === undefined ? undefined : { scope })
    class Listener {
      @OnHook(kind, hook)
      hear(): void {}
    }
    return Listener;
  }

  function startWith(...providers: NonNullable<ModuleMetadata['providers']>): Promise<Error> {
    return bootError({ hookspecs }, { providers });
  }

  it('when @OnHook has a typo in the hook: it names class, method, the wrong name, the nearest right one and the place', async () => {
    const error = await startWith(listener('lifecycle', 'on_startd'));
    expect(error).toBeInstanceOf(HookUnknownError);
    expect(error).toMatchObject({ code: 'HOOK_UNKNOWN', kind: 'lifecycle', hook: 'on_startd' });
    expect(error.message).toMatch(
      /^Listener#hear: @OnHook\('lifecycle', 'on_startd'\) names an unknown hook 'on_startd' of kind 'lifecycle'\. Did you mean 'on_started'\? \(/,
    );
    expect(error.message).toMatch(HERE);
  });

  it('when @OnHook has a typo in the kind', async () => {
    const error = await startWith(listener('lifecycel', 'on_started'));
    expect(error).toBeInstanceOf(KindUnknownError);
    expect(error.message).toContain("names an unknown kind 'lifecycel'. Did you mean 'lifecycle'?");
  });

  it('when @OnHook names a hook of another dispatch class', async () => {
    const error = await startWith(listener('singletons', 'on_single'));
    expect(error).toBeInstanceOf(DispatchMismatchError);
    expect(error.message).toContain('declared as singleton');
  });

  it('with all such mistakes at once', async () => {
    class Other {
      @OnHook('lifecycle', 'on_nothing_like_it')
      one(): void {}

      @OnHook('nowhere', 'on_started')
      two(): void {}
    }
    const error = await startWith(listener('lifecycle', 'on_startd'), Other);
    expect(error).toBeInstanceOf(HookUnknownError);
    expect(error.message.split('\n')).toEqual([
      '3 problems with the plugins:',
      expect.stringContaining('Listener#hear'),
      expect.stringContaining('Other#one'),
      expect.stringContaining('Other#two'),
    ]);
  });

  it.each([['3'], [{ lifecycle: '1', singletons: '1' }]])(
    'when a plugin was written for another major version: %p',
    async (kindApiVersion) => {
      const error = await startWith(listener('lifecycle', 'on_started', { kindApiVersion }));
      expect(error).toBeInstanceOf(VersionIncompatibleError);
      expect(error).toMatchObject({ kind: 'lifecycle', loaded: '2.1.0' });
    },
  );

  it('when a subclass inherits methods written for another major version', async () => {
    class Child extends listener('lifecycle', 'on_started', { kindApiVersion: '1' }) {}
    expect(await startWith(Child)).toBeInstanceOf(VersionIncompatibleError);
  });

  it('when two classes claim one name', async () => {
    const one = listener('lifecycle', 'on_started', { name: 'audit' });
    const two = listener('lifecycle', 'on_started', { name: 'audit' });
    const error = await startWith(one, two);
    expect(error).toBeInstanceOf(AmbiguousPluginError);
    expect(error).toMatchObject({ plugin: 'audit' });
    expect(error.message).toBe(
      "Listener (in AppModule) and Listener (in AppModule) claim the plugin name 'audit' with @Plugin({ name }): give each a name of its own",
    );
  });

  it('when a transient provider has @OnHook', async () => {
    const error = await startWith(listener('lifecycle', 'on_started', {}, Scope.TRANSIENT));
    expect(error).toMatchObject({ code: 'PLUGIN_INVALID' });
    expect(error.message).toMatch(/^Listener \(in AppModule\) is transient .* which of them should hear/);
  });

  it('when a transient provider that others inject has @OnHook', async () => {
    const Transient = listener('lifecycle', 'on_started', {}, Scope.TRANSIENT);
    @Injectable()
    class Consumer {
      constructor(@Inject(Transient) readonly dependency: object) {}
    }
    expect(await startWith(Transient, Consumer)).toMatchObject({ code: 'PLUGIN_INVALID' });
  });

  it('when a hookspec is broken, with file, line and column of every problem', async () => {
    const broken = new HookspecFolder();
    const first = broken.write('a.yaml', 'kind: a\nkind_api_version: 1.0\nhooks: []\n');
    const second = broken.write('b.yaml', 'kind: B\nkind_api_version: 1.0.0\nhooks: []\nextra: 1\n');
    const error = await bootError({ hookspecs: broken.path });
    expect(error).toBeInstanceOf(HookspecInvalidError);
    expect(error).toMatchObject({ code: 'HOOKSPEC_INVALID', file: first, line: 2, column: 19 });
    expect(error.message.split('\n')).toEqual([
      '3 problems in the hookspecs:',
      expect.stringContaining(`${first}:2:19 `),
      '    2 | kind_api_version: 1.0',
      '      |                   ^',
      expect.stringContaining(`${second}:1:7 `),
      '    1 | kind: B',
      '      |       ^',
      expect.stringContaining(`${second}:4:1 unknown key 'extra'`),
      '    4 | extra: 1',
      '      | ^',
    ]);
    broken.remove();
  });

  it('when forRoot() is imported twice', async () => {
    const error = await bootError({ hookspecs }, { imports: [PluginSystemModule.forRoot({ hookspecs })] });
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain('forFeature()');
  });

  it('when the module is imported without forRoot()', async () => {
    @Module({ imports: [PluginSystemModule] })
    class AppModule {}
    const start = NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    await expect(start).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('Import PluginSystemModule.forRoot({ hookspecs }) once') as unknown,
    });
  });

  it('when a feature has hookspecs and forRoot() is missing', async () => {
    @Module({ imports: [PluginSystemModule.forFeature({ hookspecs })] })
    class AppModule {}
    const start = NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    await expect(start).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('needs PluginSystemModule.forRoot') as unknown,
    });
  });

  it.each<[string, object]>([
    ['hookspecs', {}],
    ['hookspecs', { hookspecs: 7 }],
    ['hookspecs', { hookspecs: [''] }],
    ['bootstrapBuffer', { hookspecs: [], bootstrapBuffer: -1 }],
    ['shutdownTimeout', { hookspecs: [], shutdownTimeout: 1.5 }],
    ['shutdownTimeout', { hookspecs: [], shutdownTimeout: 2 ** 31 }],
    ['shutdownTimeout', { hookspecs: [], shutdownTimeout: Infinity }],
    ['payloads', { hookspecs: [], payloads: 'copy' }],
    ['strict', { hookspecs: [], strict: 'false' }],
    ['requestFor', { hookspecs: [], requestFor: 5 }],
    ["hookspec. Did you mean 'hookspecs'?", { hookspecs: [], hookspec: 'hookspecs' }],
  ])('when the option %s is wrong: %j', async (option, options) => {
    const error = await bootError(options as PluginSystemOptions);
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain(option);
  });
});

describe('the application starts', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('lifecycle', ['on_started'], { version: '2.1.0' });
  folder.declare('singletons', ['on_single'], { dispatch: 'singleton' });
  afterAll(() => folder.remove());

  it('when an optional hook or kind is not declared', async () => {
    class Listener {
      heard = 0;

      @OnHook('lifecycle', 'on_elsewhere', { optional: true })
      @OnHook('elsewhere', 'on_started', { optional: true })
      @OnHook('lifecycle', 'on_started', { optional: true })
      hear(): void {
        this.heard++;
      }
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [Listener] });
    notify.notify('lifecycle', 'on_started', {});
    expect(app.get(Listener).heard).toBe(1);
    await app.close();
  });

  it('but not when an optional hook is of another dispatch class', async () => {
    class Listener {
      @OnHook('singletons', 'on_single', { optional: true })
      hear(): void {}
    }
    expect(await bootError({ hookspecs }, { providers: [Listener] })).toBeInstanceOf(DispatchMismatchError);
  });

  it.each([['2'], [{ lifecycle: '2', other: '7' }], [undefined]])(
    'when a plugin was written for the loaded major version: %p',
    async (kindApiVersion) => {
      @Plugin({ kindApiVersion })
      class Listener {
        @OnHook('lifecycle', 'on_started')
        hear(): void {}
      }
      const { app, registry } = await startApp({ hookspecs }, { providers: [Listener] });
      expect(registry.subscribersOf('lifecycle', 'on_started')).toHaveLength(1);
      await app.close();
    },
  );
});

describe('a class cannot be defined', () => {
  it('with @OnHook on a static method', () => {
    const define = () => {
      class Listener {
        @OnHook('k', 'on_a')
        static hear(): void {}
      }
      return Listener;
    };
    expect(define).toThrow(PluginSystemError);
    expect(define).toThrow(
      /^Listener#hear: @OnHook\('k', 'on_a'\) stands on a static method.*boot-errors\.spec\.ts:\d+/,
    );
  });

  it('with @OnHook on a property that holds a function', () => {
    const define = () => {
      class Listener {
        // @ts-expect-error -- the compiler says so as well
        @OnHook('k', 'on_a')
        hear = (): void => {};
      }
      return Listener;
    };
    expect(define).toThrow(/^Listener#hear: @OnHook\('k', 'on_a'\) stands on a property/);
  });

  it('with @OnHook on a getter', () => {
    const decorate = OnHook('k', 'on_a') as (target: object, key: string, descriptor: object) => void;
    expect(() => decorate({}, 'hear', { get: () => () => {} })).toThrow(/stands on a property/);
  });

  it('with standard decorators, which Nest does not use either', () => {
    const decorate = OnHook('k', 'on_a') as unknown as (method: () => void, context: object) => void;
    expect(() => decorate(() => {}, { kind: 'method', name: 'hear' })).toThrow(/experimentalDecorators/);
  });

  it.each(['', '1st', 'two words', 'a/b', 'ä', 'hooks', 'events', 'ui', 'x'.repeat(129)])(
    'with the plugin name %p',
    (name) => {
      expect(() => {
        @Plugin({ name })
        class Listener {}
        return Listener;
      }).toThrow(/^Listener: @Plugin name /);
    },
  );

  it.each<[string, unknown]>([
    ['nothing at all', undefined],
    ['null', null],
    ['a name that is no text', { name: 7 }],
    ['a version that is a number', { kindApiVersion: 1 }],
    ['a version that is null', { kindApiVersion: null }],
    ['a map without a version', { kindApiVersion: {} }],
    ['a map with a number', { kindApiVersion: { k: 1 } }],
  ])('with @Plugin of %s', (_, options) => {
    class Listener {}
    expect(() => Plugin(options as PluginOptions)(Listener)).toThrow(/^Listener: @Plugin /);
  });

  it.each(['', '1.0', 'v1', '^1', '01'])('with the version %p', (kindApiVersion) => {
    expect(() => {
      @Plugin({ kindApiVersion })
      class Listener {}
      return Listener;
    }).toThrow(/^Listener: @Plugin kindApiVersion must be a major version/);
  });
});
