import type { SoakHook } from './events.js';

/** What this application knows of one of its plugins without asking the library. */
interface PluginEntry {
  readonly hears: readonly SoakHook[];
  /** Whether none of its deliveries can fail, not even by shutdown: no line of the log may say that it did. */
  readonly neverFails?: true;
}

/**
 * Who hears what, written down a second time, beside the `@OnHook`s: what is owed is counted from here, so that a library
 * which overlooks a subscriber cannot overlook what it owes.
 */
export const PLUGIN_TABLE = {
  WellBehavedSync: {
    hears: ['on_request_started', 'on_request_finished', 'on_order_placed', 'on_order_rejected', 'on_stock_counted'],
    neverFails: true,
  },
  WellBehavedAsync: {
    hears: ['on_request_started', 'on_request_finished', 'on_order_placed', 'on_order_rejected', 'on_stock_counted'],
  },
  ThrowsAnything: { hears: ['on_request_started', 'on_order_placed', 'on_order_rejected'] },
  RejectsAnything: { hears: ['on_request_finished', 'on_order_placed'] },
  HangsSometimes: { hears: ['on_request_started', 'on_order_placed'] },
  HangsAlways: { hears: ['on_order_placed'] },
  HangsUntilShutdown: { hears: ['on_request_finished'] },
  SlowPublisher: { hears: ['on_order_placed'] },
  MutatesPayloads: {
    hears: ['on_request_started', 'on_request_finished', 'on_order_placed', 'on_order_rejected', 'on_stock_counted'],
  },
  WeirdThenables: { hears: ['on_request_finished', 'on_order_placed', 'on_order_rejected'] },
  ReturnsGenerators: { hears: ['on_request_finished'] },
  FailsToBeMade: { hears: ['on_order_placed'] },
} as const satisfies Readonly<Record<string, PluginEntry>>;

/** A plugin of this application. */
export type PluginName = keyof typeof PLUGIN_TABLE;

const entries = Object.entries(PLUGIN_TABLE) as readonly [PluginName, PluginEntry][];

/** The plugins that hear a hook. */
export function hearersOf(hook: SoakHook): readonly PluginName[] {
  return entries.filter(([, { hears }]) => hears.includes(hook)).map(([name]) => name);
}

/** The plugins of which the log may say that they failed. */
export function pluginsThatMayFail(): ReadonlySet<string> {
  return new Set(entries.filter(([, { neverFails }]) => neverFails === undefined).map(([name]) => name));
}
