import { inspect } from 'node:util';
import type { Delivery } from '../dispatch/delivery.js';
import { PluginSystemError } from '../errors/plugin-system.error.js';
import { isCompiledHookspecs, type CompiledHookspecs } from '../hookspec/compiled/compiled-hookspecs.js';
import { didYouMean } from '../hookspec/nearest-name.js';
import { complaintAboutNumber } from './whole-number.js';

/** Where hookspecs come from: a path, hookspecs that were compiled ahead of time, or a list of these. */
export type HookspecSources = string | CompiledHookspecs | readonly (string | CompiledHookspecs)[];

/** The options of `PluginSystemModule.forRoot()`. */
export interface PluginSystemOptions {
  /**
   * Hookspec files, or directories that are searched through for `*.yaml` and `*.yml`; relative to the working directory.
   * Schemas may not lie outside of that directory, or of the file's own. Or what `hookspec compile` has made of them.
   */
  readonly hookspecs: HookspecSources;

  /**
   * Whether a publisher's mistake (an unknown hook, an invalid payload) is thrown at it, or rejects what `dispatch()`
   * returns, instead of being logged. For tests and development.
   *
   * @default false
   */
  readonly strict?: boolean;

  /**
   * What subscribers get: `'snapshot'`, one deeply frozen JSON copy that they share, or `'reference'`, the publisher's own
   * object, validated and passed on.
   *
   * @default 'snapshot'
   */
  readonly payloads?: 'snapshot' | 'reference';

  /**
   * How long an asynchronous delivery may stay pending before it counts as failed and is no longer held; 0 for ever. What
   * the subscriber does is not cancelled, and how it ends is ignored. A subscriber may have its own:
   * `@OnHook(kind, hook, { timeout })`.
   *
   * In milliseconds, counted in ticks of 100 ms: never early, up to three ticks late, and later while something blocks
   * the event loop, which is nothing to blame a plugin for.
   *
   * @default 30_000
   */
  readonly timeout?: number;

  /**
   * How many pending deliveries a subscriber may hold; beyond that it is not told, and each such delivery counts as failed.
   * The default comes to about 8 MB. A subscriber may have its own: `@OnHook(kind, hook, { maxInFlight })`.
   *
   * @default 16_384
   */
  readonly maxInFlight?: number;

  /**
   * How many events are kept while the application is starting; later ones are dropped and counted.
   *
   * @default 1024
   */
  readonly bootstrapBuffer?: number;

  /**
   * How long shutdown waits, in all, for deliveries in flight. In milliseconds.
   *
   * @default 15_000
   */
  readonly shutdownTimeout?: number;

  /**
   * What `REQUEST` is for request-scoped plugins. A tenant strategy that reads `request.headers` needs it.
   *
   * @default the payload
   */
  readonly requestFor?: (payload: unknown, delivery: Delivery) => unknown;
}

/** {@link PluginSystemOptions} with every default filled in. */
export type ResolvedOptions = Required<Omit<PluginSystemOptions, 'hookspecs'>> & {
  readonly hookspecs: readonly (string | CompiledHookspecs)[];
};

/** The token of the {@link ResolvedOptions}. */
export const RESOLVED_OPTIONS = Symbol('PLUGIN_SYSTEM_RESOLVED_OPTIONS');

const OPTION_NAMES = [
  'hookspecs',
  'strict',
  'payloads',
  'timeout',
  'maxInFlight',
  'bootstrapBuffer',
  'shutdownTimeout',
  'requestFor',
] as const satisfies readonly (keyof PluginSystemOptions)[];

/**
 * Fills in the defaults.
 *
 * @param options `undefined` when the module was imported without `forRoot()`
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when an option has the wrong form
 */
export function resolveOptions(options: PluginSystemOptions | undefined): ResolvedOptions {
  if (options === undefined) {
    throw invalid(
      'PluginSystemModule is imported as it is. Import PluginSystemModule.forRoot({ hookspecs }) once, in the root module; ' +
        'with isGlobal: false, let one module import and export it.',
    );
  }
  checkNames(options);
  return {
    hookspecs: hookspecSources(options.hookspecs, 'PluginSystemModule.forRoot({ hookspecs })'),
    strict: boolean(options.strict ?? false, 'strict'),
    payloads: oneOf(['snapshot', 'reference'], options.payloads ?? 'snapshot', 'payloads'),
    timeout: wholeNumber(options.timeout ?? 30_000, 'timeout'),
    maxInFlight: wholeNumber(options.maxInFlight ?? 16_384, 'maxInFlight', 1),
    bootstrapBuffer: wholeNumber(options.bootstrapBuffer ?? 1024, 'bootstrapBuffer'),
    shutdownTimeout: wholeNumber(options.shutdownTimeout ?? 15_000, 'shutdownTimeout'),
    requestFor: callable(options.requestFor ?? ((payload) => payload), 'requestFor'),
  };
}

/**
 * What an option names, as a list.
 *
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when it is anything but text, compiled hookspecs, or a list of these
 */
export function hookspecSources(value: unknown, option: string): readonly (string | CompiledHookspecs)[] {
  const sources: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (sources.every(isSource)) return sources;
  throw invalid(
    `${option} must be a path, or a list of paths, of hookspec files or directories, or what \`hookspec compile\` wrote`,
  );
}

function isSource(value: unknown): value is string | CompiledHookspecs {
  return typeof value === 'string' ? value !== '' : isCompiledHookspecs(value);
}

function checkNames(options: object): void {
  const known: readonly string[] = OPTION_NAMES;
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(`there is no option ${unknown}.${didYouMean(unknown, known)}`);
}

function wholeNumber(value: number, option: string, least = 0): number {
  const complaint = complaintAboutNumber(value, least);
  if (complaint === undefined) return value;
  throw invalid(`the option ${option} ${complaint}`);
}

// The text 'false', which configuration services like to give, would be true.
function boolean(value: boolean, option: string): boolean {
  if (typeof value === 'boolean') return value;
  throw mustBe(option, 'true or false', value);
}

function callable<T>(value: T, option: string): T {
  if (typeof value === 'function') return value;
  throw mustBe(option, 'a function', value);
}

function oneOf<T extends string>(allowed: readonly T[], value: T, option: string): T {
  if (allowed.includes(value)) return value;
  throw mustBe(option, `one of '${allowed.join("', '")}'`, value);
}

function mustBe(option: string, what: string, value: unknown): PluginSystemError {
  return invalid(`the option ${option} must be ${what}, not ${inspect(value)}`);
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', message);
}
