import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { PluginRegistry, PluginSystemError, type PluginInfo } from '../index.js';

/** The options of {@link PluginHealthIndicator.isHealthy}. */
export interface PluginHealthOptions {
  /**
   * The names of the plugins that the application must not run without.
   *
   * @default none
   */
  readonly critical?: readonly string[];
}

/**
 * Tells `@nestjs/terminus` how the plugins do. List it in the `providers` of a module that imports `TerminusModule`.
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
   * `up` while every plugin is operational, and `degraded` (HTTP 200) when one is not. `down` (HTTP 503) only when a
   * critical one is not, or when no plugin has the name of a critical one: a check that looks at nobody would always pass.
   *
   * The answer says why, by the plugin's name, under `degraded`. It holds no message of an error and nothing of a payload.
   *
   * @param key under which terminus shows the answer
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) when an option has another name or form than it should
   */
  isHealthy<const Key extends string>(key: Key, options: PluginHealthOptions = {}): HealthIndicatorResult<Key> {
    const critical = criticalNames(options);
    const plugins = this.registry.plugins();
    const degraded = plugins.filter(({ status }) => status === 'degraded');
    const indicator = this.indicators.check(key);

    const faults = [...missing(critical, plugins), ...failing(critical, degraded)];
    if (faults.length > 0) return indicator.down(answer(faults.join('; '), plugins, degraded));
    if (degraded.length === 0) return indicator.up({ plugins: plugins.length });
    const verb = degraded.length === 1 ? 'is' : 'are';
    const message = `${degraded.length} of ${plugins.length} plugins ${verb} degraded`;
    return indicator.degraded(answer(message, plugins, degraded));
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

function answer(message: string, plugins: readonly PluginInfo[], degraded: readonly PluginInfo[]) {
  // Not a loop that assigns: `Object.fromEntries` makes own keys of all names.
  const reasons = Object.fromEntries(degraded.map(({ name, reason }) => [name, reason ?? 'for no known reason']));
  return { message, plugins: plugins.length, degraded: reasons };
}
