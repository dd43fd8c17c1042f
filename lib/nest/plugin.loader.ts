import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { HookChannels } from '../dispatch/hook-channels.js';
import { formatValue } from '../dispatch/log-line.js';
import { SafeLog } from '../dispatch/log.js';
import type { Subscriber } from '../dispatch/subscriber.js';
import { BootProblems } from '../errors/boot-problems.js';
import { PluginSystemError } from '../errors/plugin-system.error.js';
import type { CompiledHookspecs } from '../hookspec/compiled/compiled-hookspecs.js';
import { loadCompiled } from '../hookspec/compiled/compiled-loader.js';
import { HookCatalogue } from '../hookspec/hook-catalogue.js';
import type { Hookspec } from '../hookspec/hookspec.js';
import { FEATURE_HOOKSPECS } from './feature-hookspecs.js';
import { namePlugins, type NamedPlugin } from './plugin-namer.js';
import { RESOLVED_OPTIONS, type ResolvedOptions } from './plugin-system.options.js';
import { SubscriberExplorer } from './subscriber.explorer.js';
import { SubscriberFactory } from './subscriber.factory.js';

/** A plugin with its name and its subscribers. */
export interface LoadedPlugin extends NamedPlugin {
  readonly subscribers: readonly Subscriber[];
}

/** Loads hookspecs and plugins: checks everything first, then takes all of it or nothing. */
@Injectable()
export class PluginLoader {
  private readonly loaded: LoadedPlugin[] = [];
  private readonly sources = new Set<string | CompiledHookspecs>();
  /** Reads YAML and compiles schemas. Its two libraries take 60 ms to load, and compiled hookspecs need none. */
  private reader: typeof import('../hookspec/hookspec-loader.js') | undefined;

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly discovery: DiscoveryService,
    private readonly explorer: SubscriberExplorer,
    private readonly factory: SubscriberFactory,
    private readonly catalogue: HookCatalogue,
    private readonly channels: HookChannels,
    private readonly log: SafeLog,
  ) {}

  /** Every loaded plugin. */
  get plugins(): readonly LoadedPlugin[] {
    return this.loaded;
  }

  /** Gets ready to read what has to be read. Call it before the application's first {@link load}. */
  async prepare(): Promise<void> {
    if (this.freshSources().some((source) => typeof source === 'string')) {
      this.reader = await import('../hookspec/hookspec-loader.js');
    }
  }

  /**
   * Loads whatever has come since the last time: at first everything, later what lazily loaded modules brought.
   *
   * @returns the newly loaded plugins
   * @throws HookspecInvalidError with every problem of the hookspecs
   * @throws PluginSystemError with every problem of the plugins
   */
  load(): readonly LoadedPlugin[] {
    this.checkImportedOnce();
    const sources = this.freshSources();
    const hookspecs = this.loadHookspecs(sources);
    const { plugins, warnings } = this.checkPlugins(this.catalogue.with(hookspecs));

    for (const source of sources) this.sources.add(source);
    this.catalogue.add(hookspecs);
    this.channels.open(hookspecs);
    this.channels.subscribe(plugins.flatMap(({ subscribers }) => subscribers));
    this.loaded.push(...plugins);
    for (const warning of warnings) this.log.warn(warning);
    this.announce(hookspecs, plugins);
    return plugins;
  }

  private loadHookspecs(sources: readonly (string | CompiledHookspecs)[]): Hookspec[] {
    const paths = sources.filter((source) => typeof source === 'string');
    const compiled = sources.filter((source) => typeof source !== 'string');
    const known = this.catalogue.all();
    const hookspecs = loadCompiled(compiled, known);
    if (paths.length === 0) return hookspecs;
    if (this.reader === undefined) {
      throw new PluginSystemError(
        'CONFIGURATION_INVALID',
        `the hookspecs ${paths.join(', ')} came after the application had started, all of whose hookspecs are compiled: ` +
          'it cannot read others any more. Compile these too, or name their path in PluginSystemModule.forRoot().',
      );
    }
    return [...hookspecs, ...this.reader.loadHookspecs(paths, [...known, ...hookspecs])];
  }

  private checkImportedOnce(): void {
    const roots = this.discovery.getProviders().filter(({ token }) => token === PluginLoader);
    if (roots.length === 1) return;
    throw new PluginSystemError(
      'CONFIGURATION_INVALID',
      `PluginSystemModule.forRoot() is imported ${roots.length} times, and a plugin would hear only one of them. ` +
        'Import it once, in the root module; a feature adds its hookspecs with PluginSystemModule.forFeature().',
    );
  }

  private checkPlugins(catalogue: HookCatalogue): { plugins: LoadedPlugin[]; warnings: string[] } {
    const problems = new BootProblems();
    const warnings: string[] = [];
    const known = new Set(this.loaded.map(({ identity }) => identity));
    const fresh = this.explorer.explore(problems).filter(({ identity }) => !known.has(identity));
    const named = namePlugins(fresh, this.loaded, problems, (warning) => warnings.push(warning));
    const plugins = named.map((plugin) => ({
      ...plugin,
      subscribers: this.factory.create(plugin, catalogue, problems),
    }));
    problems.throwIfAny();
    return { plugins, warnings };
  }

  private freshSources(): (string | CompiledHookspecs)[] {
    const features = this.discovery
      .getProviders()
      .filter(({ token }) => token === FEATURE_HOOKSPECS)
      .flatMap(({ instance }) => instance as readonly (string | CompiledHookspecs)[]);
    return [...new Set([...this.options.hookspecs, ...features])].filter((source) => !this.sources.has(source));
  }

  /** One line a hook says who hears it, so that a hook which nobody hears is seen at once. */
  private announce(hookspecs: readonly Hookspec[], plugins: readonly LoadedPlugin[]): void {
    const changed = new Set(
      plugins.flatMap(({ subscribers }) => subscribers.map(({ kind, hook }) => `${kind}.${hook}`)),
    );
    for (const hookspec of this.catalogue.all()) {
      for (const { kind, name, dispatch } of hookspec.hooks.values()) {
        if (!hookspecs.includes(hookspec) && !changed.has(`${kind}.${name}`)) continue;
        const subscribers = this.channels
          .find(kind, name)
          ?.subscribers.map(({ plugin, method }) => `${plugin}.${formatValue(method)}`);
        const heardBy =
          subscribers === undefined ? `none (${dispatch} is not run here)` : subscribers.join(',') || 'none';
        this.log.info(`kind=${kind} hook=${name} subscribers=${heardBy}`);
      }
    }
  }
}
