import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { PluginRegistry, PluginSystemError, type HealthInfo, type PluginInfo, type RouteInfo } from '../index.js';

/** The options of {@link PluginHealthIndicator.isHealthy}. */
export interface PluginHealthOptions {
  /**
   * The names of the plugins that the application must not run without. Routes cannot be named: where the broker of a relay is
   * away, a load balancer would be told to take out all instances at once, and each of them serves.
   *
   * @default none
   */
  readonly critical?: readonly string[];
}

/**
 * Tells `@nestjs/terminus` how the plugins do, and the routes that broadcasts take, such as the relay. List it in the `providers`
 * of a module that imports `TerminusModule`.
 *
 * @example
 * \@Get()
 * \@HealthCheck()
 * check() {
 *   return this.health.check([() => this.plugins.isHealthy('plugins', { critical: ['AuditTrail'] })]);
 * }
 */
@Injectable()
export class PluginHealthIndicator {
  /** @throws PluginSystemError (`CONFIGURATION_INVALID`) when terminus is too old to know of anything degraded */
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly registry: PluginRegistry,
  ) {
    if (typeof Reflect.get(indicators.check('plugins'), 'degraded') === 'function') return;
    throw invalid('PluginHealthIndicator needs @nestjs/terminus 12 or later: npm install @nestjs/terminus@12');
  }

  /**
   * `up` while every plugin and every route is operational, and `degraded` (HTTP 200) when one is not. `down` (HTTP 503) only
   * when a critical plugin is not, or when no plugin has the name of a critical one: a check that looks at nobody would always pass.
   *
   * The answer says why, by the plugin's name, under `degraded`; it holds no message of what a plugin threw and nothing of a
   * payload. Where there are routes it tells of each under `routes`, with the reason, which may name host and port of a broker.
   *
   * @param key under which terminus shows the answer
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) when an option has another name or form than it should
   */
  isHealthy<const Key extends string>(key: Key, options: PluginHealthOptions = {}): HealthIndicatorResult<Key> {
    const critical = criticalNames(options);
    const plugins = this.registry.plugins();
    const routes = this.registry.routes();
    const degraded = plugins.filter(isDegraded);
    const indicator = this.indicators.check(key);
    const known = { plugins: plugins.length, ...(routes.length > 0 && { routes: shown(routes) }) };
    const answer = (sentences: readonly string[]) => {
      return { message: sentences.join('; '), ...known, degraded: reasonsOf(degraded) };
    };

    const faults = [...missing(critical, plugins), ...failing(critical, degraded)];
    if (faults.length > 0) return indicator.down(answer(faults));
    const troubles = [...degradedPlugins(degraded, plugins.length), ...degradedRoutes(routes)];
    return troubles.length > 0 ? indicator.degraded(answer(troubles)) : indicator.up(known);
  }
}

function criticalNames({ critical = [], ...rest }: PluginHealthOptions): string[] {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw invalid(`isHealthy() has no option ${unknown}: there is critical`);
  // A text would be taken for a list of letters.
  if (!Array.isArray(critical) || !critical.every((name) => typeof name === 'string')) {
    throw invalid("isHealthy() needs a list of plugins' names for critical");
  }
  return [...new Set(critical)];
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', message);
}

function missing(critical: readonly string[], plugins: readonly PluginInfo[]): string[] {
  const names = new Set(plugins.map(({ name }) => name));
  return critical
    .filter((name) => !names.has(name))
    .map((name) => `no plugin is called ${JSON.stringify(name)}, which is critical`);
}

function failing(critical: readonly string[], degraded: readonly PluginInfo[]): string[] {
  return degraded
    .filter(({ name }) => critical.includes(name))
    .map(({ name }) => `${name} is degraded, which is critical`);
}

function degradedPlugins(degraded: readonly PluginInfo[], all: number): string[] {
  if (degraded.length === 0) return [];
  return [`${degraded.length} of ${all} plugins ${degraded.length === 1 ? 'is' : 'are'} degraded`];
}

function degradedRoutes(routes: readonly RouteInfo[]): string[] {
  return routes.filter(isDegraded).map(({ name }) => `the route ${name} is degraded`);
}

function isDegraded({ status }: HealthInfo): boolean {
  return status === 'degraded';
}

// Not loops that assign: `Object.fromEntries` makes own keys of all names.
function reasonsOf(degraded: readonly PluginInfo[]): Record<string, string> {
  return Object.fromEntries(degraded.map((plugin) => [plugin.name, reasonOf(plugin)]));
}

function shown(routes: readonly RouteInfo[]): Record<string, object> {
  return Object.fromEntries(
    routes.map((route) => {
      const { name, status, figures } = route;
      return [name, { status, ...(isDegraded(route) && { reason: reasonOf(route) }), figures }];
    }),
  );
}

function reasonOf({ reason }: HealthInfo): string {
  return reason ?? 'for no known reason';
}
