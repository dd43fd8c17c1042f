import { DispatchMismatchError } from '../errors/dispatch-mismatch.error.js';
import { HookUnknownError } from '../errors/hook-unknown.error.js';
import { KindUnknownError } from '../errors/kind-unknown.error.js';
import type { PluginSystemError } from '../errors/plugin-system.error.js';
import type { HookDeclaration, Hookspec } from './hookspec.js';
import { didYouMean } from './nearest-name.js';

/** The hook that was asked for, or why it cannot be had. */
export type HookLookup =
  | { readonly hook: HookDeclaration }
  | {
      /** What is wrong, and the nearest right name: `names an unknown hook 'x'. Did you mean 'y'?` */
      readonly reason: string;
      /** Makes the error of the right class around a whole message. */
      readonly toError: (message: string) => PluginSystemError;
    };

const MAX_REMEMBERED_MISSES = 512;
const MAX_REMEMBERED_LENGTH = 256;

/** The loaded hookspecs, by kind. */
export class HookCatalogue {
  private readonly hookspecs = new Map<string, Hookspec>();
  /** A publisher that has a name wrong has it wrong on every request, and looking for the nearest name takes time. */
  private readonly misses = new Map<string, HookLookup>();

  /** Every loaded hookspec, in the order of loading. */
  all(): readonly Hookspec[] {
    return [...this.hookspecs.values()];
  }

  /** One kind's hookspec, if it is loaded. */
  kind(name: string): Hookspec | undefined {
    return this.hookspecs.get(name);
  }

  /** Adds hookspecs. Their kinds must be new: the loader has made sure. */
  add(hookspecs: readonly Hookspec[]): void {
    for (const hookspec of hookspecs) this.hookspecs.set(hookspec.kind, hookspec);
    this.misses.clear();
  }

  /** A catalogue that also holds the given hookspecs. This one stays as it is. */
  with(hookspecs: readonly Hookspec[]): HookCatalogue {
    const wider = new HookCatalogue();
    wider.add(this.all());
    wider.add(hookspecs);
    return wider;
  }

  /** Finds a hook that this module can run: one of the dispatch class `broadcast_notify`. */
  find(kind: string, hook: string): HookLookup {
    const declaration = this.hookspecs.get(kind)?.hooks.get(hook);
    if (declaration?.dispatch === 'broadcast_notify') return { hook: declaration };

    const key = `${kind}\n${hook}`;
    const known = this.misses.get(key);
    if (known) return known;
    const miss = this.explainMiss(kind, hook, declaration);
    // Names come from publishers: whatever they make up must not fill the memory.
    if (key.length > MAX_REMEMBERED_LENGTH) return miss;
    if (this.misses.size === MAX_REMEMBERED_MISSES) this.misses.clear();
    this.misses.set(key, miss);
    return miss;
  }

  private explainMiss(kind: string, hook: string, declaration: HookDeclaration | undefined): HookLookup {
    const hookspec = this.hookspecs.get(kind);
    if (hookspec === undefined) {
      const hint = this.hookspecs.size === 0 ? ' No hookspec is loaded.' : didYouMean(kind, this.hookspecs.keys());
      return {
        reason: `names an unknown kind '${kind}'.${hint}`,
        toError: (message) => new KindUnknownError(message, kind),
      };
    }
    if (declaration === undefined) {
      return {
        reason: `names an unknown hook '${hook}' of kind '${kind}'.${didYouMean(hook, hookspec.hooks.keys())}`,
        toError: (message) => new HookUnknownError(message, kind, hook),
      };
    }
    const { dispatch } = declaration;
    return {
      reason: `names '${kind}.${hook}', which is declared as ${dispatch}: this module runs broadcast_notify only`,
      toError: (message) => new DispatchMismatchError(message, kind, hook, dispatch),
    };
  }
}
