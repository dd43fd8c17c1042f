import { PluginRegistry } from 'nestjs-plugin-system';

import type { ApplicationReport, RefusalCounts, SubscriberCounts } from '../scorecard/application-report.js';
import type { Ledger } from './ledger.js';
import type { ProcessFaults } from './process-faults.js';
import type { Publisher } from './publisher.js';

/** Puts the application's own counts and the library's beside each other. */
export function makeReport(
  ledger: Ledger,
  publisher: Publisher,
  registry: PluginRegistry,
  faults: ProcessFaults,
): ApplicationReport {
  const { publishersThrownAt, wrongDispatchResults, mutationsSeen, observersTold } = ledger;
  const { unhandledRejections, uncaughtExceptions, described } = faults;
  return {
    accounts: ledger.accounts(),
    subscribers: registry.plugins().flatMap(({ subscribers }) => subscribers.map(countsOf)),
    refusals: registry.kinds().flatMap(({ hooks }) => hooks.map((hook) => refusalsOf(hook, ledger))),
    eventsPublished: ledger.published,
    eventsRefused: ledger.refused,
    publishersThrownAt,
    wrongDispatchResults,
    mutationsSeen,
    observersTold,
    unhandledRejections,
    uncaughtExceptions,
    faults: described,
    notifyMicroseconds: publisher.latencies.summary(),
  };
}

function countsOf({ plugin, hook, delivered, failed, timedOut, shed, inFlight }: SubscriberCounts): SubscriberCounts {
  return { plugin, hook, delivered, failed, timedOut, shed, inFlight };
}

function refusalsOf(
  { name, refused }: { readonly name: string; readonly refused: number },
  ledger: Ledger,
): RefusalCounts {
  return { hook: name, provoked: ledger.provoked(name), counted: refused };
}
