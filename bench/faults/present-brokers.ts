import type { BrokerName } from '../brokers/broker-recipes.js';
import { findBroker } from '../brokers/find-broker.js';

/** Brokers that are to be played with. */
export interface PresentBrokers {
  readonly present: readonly BrokerName[];
  /** The others, and how to get them. */
  readonly missing: readonly { readonly name: BrokerName; readonly howToGet: string }[];
}

/** Looks which brokers are installed. */
export function presentBrokers(names: readonly BrokerName[]): PresentBrokers {
  const found = names.map((name) => ({ name, ...findBroker(name) }));
  return {
    present: found.filter(({ program }) => program !== undefined).map(({ name }) => name),
    missing: found.filter(({ program }) => program === undefined).map(({ name, howToGet }) => ({ name, howToGet })),
  };
}
