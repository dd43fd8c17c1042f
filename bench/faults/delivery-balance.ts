import type { Heard, HeardOf } from './heard.js';
import { countWithin } from './number-runs.js';
import type { Publication } from './publication.js';

/** An instance, and what it has heard. */
export interface Hearer {
  readonly name: string;
  readonly heard: readonly HeardOf[];
}

/** What became of events in all instances, or in one. */
export interface DeliveryBalance {
  /** How many events each of the other instances was to hear, added up. */
  readonly owed: number;
  /** How many of them were not heard. */
  readonly lost: number;
  /** How many were heard more than once, where they were published too. */
  readonly duplicated: number;
  /** How many an instance heard from elsewhere although it has published them, or the other way round. */
  readonly ownEchoes: number;
  /** How many their own instance did not hear. */
  readonly unheardLocally: number;
}

const NOTHING: Heard = { once: [], again: [] };

/** Compares what was published with what was heard, event by event, and adds it up. */
export function balance(publications: readonly Publication[], hearers: readonly Hearer[]): DeliveryBalance {
  const parts = publications.flatMap((publication) => hearers.map((hearer) => balanceOf(publication, hearer)));
  const sum = (name: keyof DeliveryBalance) => parts.reduce((total, part) => total + part[name], 0);
  return {
    owed: sum('owed'),
    lost: sum('lost'),
    duplicated: sum('duplicated'),
    ownEchoes: sum('ownEchoes'),
    unheardLocally: sum('unheardLocally'),
  };
}

function balanceOf({ instance, publisher, from, to }: Publication, { name, heard }: Hearer): DeliveryBalance {
  const { local, remote } = heard.find((entry) => entry.publisher === publisher) ?? { local: NOTHING, remote: NOTHING };
  const isOwn = instance === name;
  const [right, wrong] = isOwn ? [local, remote] : [remote, local];
  const unheard = to - from - countWithin(right.once, from, to);
  return {
    owed: isOwn ? 0 : to - from,
    lost: isOwn ? 0 : unheard,
    duplicated: countWithin(right.again, from, to),
    ownEchoes: countWithin(wrong.once, from, to),
    unheardLocally: isOwn ? unheard : 0,
  };
}
