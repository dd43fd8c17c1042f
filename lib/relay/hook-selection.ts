import { PluginSystemError, type KindInfo, type RoutedHook } from '../index.js';
import type { ResolvedRelayOptions } from './plugin-relay.options.js';

/** Which hooks are relayed. */
export class HookSelection {
  constructor(private readonly options: ResolvedRelayOptions['hooks']) {}

  /** Whether a hook is. */
  has({ kind, hook }: Pick<RoutedHook, 'kind' | 'hook'>): boolean {
    const { only, except } = this.options;
    const isNamed = (selectors: readonly string[]) => selectors.includes(kind) || selectors.includes(`${kind}.${hook}`);
    if (only) return isNamed(only);
    return except === undefined || !isNamed(except);
  }

  /**
   * Looks whether there is what the options name.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) with every name that names no kind and no hook
   */
  check(kinds: readonly KindInfo[]): void {
    const known = new Set(kinds.flatMap(({ kind, hooks }) => [kind, ...hooks.map(({ name }) => `${kind}.${name}`)]));
    const unknown = [...(this.options.only ?? []), ...(this.options.except ?? [])].filter((name) => !known.has(name));
    if (unknown.length === 0) return;
    throw new PluginSystemError(
      'CONFIGURATION_INVALID',
      `PluginRelayModule.forRoot(): the option hooks names what is not declared: ${unknown.join(', ')}. ` +
        `Declared are ${[...known].join(', ') || 'none'}.`,
    );
  }
}
