import { Injectable, Scope, type Type } from '@nestjs/common';
import { OnHook, Plugin, type OnHookOptions } from 'nestjs-plugin-system';

/** What a plugin does with an event. */
export type Hear = (payload: unknown) => unknown;

/** A plugin with a name and one subscriber. */
export function plugin(
  name: string,
  hear: Hear,
  { kind = 'k', hook = 'on_a', scope = Scope.DEFAULT, ...options }: PluginChoices = {},
): Type {
  @Plugin({ name })
  @Injectable({ scope })
  class TestPlugin {
    @OnHook(kind, hook, options)
    hear(payload: unknown): unknown {
      return hear(payload);
    }
  }
  return TestPlugin;
}

interface PluginChoices extends OnHookOptions {
  readonly kind?: string;
  readonly hook?: string;
  readonly scope?: Scope;
}

/** Hears everything and does nothing. */
export function idle(): void {}

/** Fails at every event. */
export function failing(thrown: unknown = new Error('connect ECONNREFUSED')): Hear {
  return () => {
    throw thrown;
  };
}
