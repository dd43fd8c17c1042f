import type { CanActivate, ModuleMetadata, Type } from '@nestjs/common';
import { PluginSystemError } from '../index.js';

/** The options of `PluginAdminModule.forRoot()`. One of `guards` and `public: true` is required. */
export interface PluginAdminOptions {
  /**
   * Where the routes are, below the global prefix if there is one. Fastify refuses names of plugins of more than 100
   * characters there, unless it has a greater `routerOptions.maxParamLength`.
   *
   * @default 'plugins'
   */
  readonly path?: string;

  /**
   * The guards that every route passes, the page and its stream among them, as `@UseGuards()` takes them. A browser opens
   * both by itself: it sends cookies, HTTP Basic credentials and client certificates, and no other `Authorization` header.
   */
  readonly guards?: readonly (Type<CanActivate> | CanActivate)[];

  /**
   * Says that no guard is needed: everybody who reaches the application may look. Guards that are global still apply.
   *
   * @default false
   */
  readonly public?: boolean;

  /**
   * Whether browsers get a page. Without it there is JSON only.
   *
   * @default true
   */
  readonly page?: boolean;

  /** Modules that export what the guards inject. */
  readonly imports?: ModuleMetadata['imports'];
}

/** The token of the {@link AdminSettings}. */
export const ADMIN_SETTINGS = Symbol('PLUGIN_ADMIN_SETTINGS');

/** What the routes need to know of the options. */
export interface AdminSettings {
  readonly page: boolean;
}

/** The path of the routes when no other one is given. */
export const DEFAULT_PATH = 'plugins';

const OPTION_NAMES = [
  'path',
  'guards',
  'public',
  'page',
  'imports',
] as const satisfies readonly (keyof PluginAdminOptions)[];

/**
 * Checks the options.
 *
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when one has the wrong form, or when they do not say who may look
 */
export function checkAdminOptions(options: PluginAdminOptions): AdminSettings {
  const known: readonly string[] = OPTION_NAMES;
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(`has no option ${unknown}: there are ${known.join(', ')}.`);

  const { path = DEFAULT_PATH, guards = [], page = true } = options;
  if (typeof path !== 'string' || !/^\/?[\w~-][\w.~-]*(\/[\w~-][\w.~-]*)*\/?$/.test(path)) {
    throw invalid(`needs a path of plain words, such as 'plugins' or 'internal/plugins', not ${JSON.stringify(path)}.`);
  }
  // The text 'false', which configuration services like to give, would be true.
  for (const [name, value] of Object.entries({ public: options.public ?? false, page })) {
    if (typeof value !== 'boolean') throw invalid(`needs true or false for ${name}, not ${JSON.stringify(value)}.`);
  }
  if (!Array.isArray(guards)) throw invalid('needs a list of guards: guards: [YourGuard].');
  if (guards.length > 0 && options.public) throw invalid('has guards and public: true. Say one of them.');
  if (guards.length === 0 && !options.public) {
    throw invalid(
      'would show to everybody which plugins there are and how they fail. Write PluginAdminModule.forRoot({ guards: ' +
        '[YourGuard] }), or { public: true } where everybody who reaches the application may see that.',
    );
  }
  return { page };
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', `PluginAdminModule.forRoot() ${message}`);
}
