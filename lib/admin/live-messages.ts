import type { Figures, PluginEntry } from './admin-entries.js';

/** What a plugin did in each step of the last five minutes, the oldest first. */
export interface PluginSteps {
  readonly deliveries: readonly number[];
  readonly failures: readonly number[];
}

/** The last five minutes, step by step. */
export interface HistoryMessage {
  /** How long a step is, in milliseconds. */
  readonly step: number;
  /** Where the newest step ends, in milliseconds since the epoch; mostly in the future. */
  readonly end: number;
  /** By name; a plugin that was not told of anything is left out. */
  readonly plugins: Readonly<Record<string, PluginSteps>>;
}

/** The event `state`: everything there is, from which a client begins anew. */
export interface StateMessage {
  readonly at: string;
  readonly plugins: readonly PluginEntry[];
  readonly history: HistoryMessage;
}

/** What changes of a plugin. */
export interface PluginFigures extends Figures {
  readonly name: string;
}

/** The event `summary`, every second: the figures of those plugins that have others than before. */
export interface SummaryMessage {
  readonly at: string;
  readonly plugins: readonly PluginFigures[];
}

/** A plugin's status has changed, on account of one of its subscribers. */
export interface StatusChange {
  readonly plugin: string;
  readonly status: Figures['status'];
  readonly reason: string | null;
  readonly since: string;
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
}

/** The event `changes`: statuses that have changed just now. */
export interface ChangesMessage {
  readonly changes: readonly StatusChange[];
}
