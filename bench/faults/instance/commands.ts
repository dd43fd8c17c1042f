import type { RelayFigures } from 'nestjs-plugin-system/relay';

import type { HeardOf } from '../heard.js';

/** How fast events are published. */
export interface Pace {
  /** How many at once. */
  readonly slice: number;
  /** How long after a slice the next one begins, in milliseconds; with 0 it does as soon as the loop has been round. */
  readonly pause: number;
  /** No slice begins while more events than this wait for the broker. @default no limit */
  readonly maxWaiting?: number;
}

/** What is to be published. */
export interface Publishing {
  /** The name in the events. */
  readonly publisher: string;
  /** The number of the first. */
  readonly from: number;
  /** `null` for as many as there is time for, until `stop`. */
  readonly count: number | null;
  readonly pace: Pace;
}

/** What was published. */
export interface Published {
  /** One more than the number of the last. */
  readonly to: number;
  /** How long the calls of `notify()` took. */
  readonly microseconds: { readonly p50: number; readonly p99: number };
}

/** How far an instance is. */
export interface InstanceProgress {
  readonly isConnected: boolean;
  readonly waiting: number;
  /** One more than the number of the last event that it has published itself. */
  readonly published: number;
  /** By publisher: one more than the highest number that came from elsewhere. */
  readonly heard: Readonly<Record<string, number>>;
}

/** A line of its log. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** Everything that an instance knows. */
export interface InstanceReport {
  /** What it is called here. */
  readonly name: string;
  readonly figures: RelayFigures;
  readonly heard: readonly HeardOf[];
  readonly log: readonly LogLine[];
}

/** What an instance is told to do: with what, and what it answers once that is done. */
export interface Commands {
  readonly connect: { readonly argument: null; readonly answer: null };
  readonly publish: { readonly argument: Publishing; readonly answer: Published };
  readonly stop: { readonly argument: null; readonly answer: null };
  readonly progress: { readonly argument: null; readonly answer: InstanceProgress };
  readonly report: { readonly argument: null; readonly answer: InstanceReport };
  readonly close: { readonly argument: null; readonly answer: null };
}

export type CommandName = keyof Commands;

/** A command on its way to an instance. */
export interface Request {
  readonly id: number;
  readonly what: CommandName;
  readonly argument: Commands[CommandName]['argument'];
}

/** What comes back. */
export interface Answer {
  readonly id: number;
  readonly answer?: Commands[CommandName]['answer'];
  /** Why it could not be done. */
  readonly error?: string;
}
