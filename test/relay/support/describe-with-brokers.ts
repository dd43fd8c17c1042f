import { BROKER_NAMES, type BrokerName } from '../../../bench/brokers/broker-recipes.js';
import { Broker } from '../../../bench/brokers/broker.js';
import { findBroker } from '../../../bench/brokers/find-broker.js';
import { describeWithService } from '../../support/describe-with-service.js';

/**
 * For tests that start a broker again, in milliseconds: more than it takes to give up, so that its error is what is read.
 * RabbitMQ needs about four seconds on an idle machine, the others none to speak of.
 */
export const START_TIMEOUT = 90_000;

/** Which brokers tests are for. */
export interface BrokersOptions {
  /** @default every kind */
  readonly only?: readonly BrokerName[];
}

/**
 * Describes tests once for each kind of broker, with a real one that is started before the first test and stopped after the
 * last. Where its program is missing they are skipped, which is said; with REQUIRE_SERVICES=1 they fail.
 *
 * @example
 * describeWithBrokers('the relay', (broker) => {
 *   it('hears of a broadcast', async () => { … broker.url … });
 * });
 */
export function describeWithBrokers(
  title: string,
  tests: (broker: Broker) => void,
  { only = BROKER_NAMES }: BrokersOptions = {},
): void {
  for (const name of only) {
    const { program, howToGet } = findBroker(name);
    describeWithService(`${title}: ${name}`, { name: `broker ${name}`, found: program, howToGet }, () => {
      const broker = new Broker(name);
      beforeAll(() => broker.start(), START_TIMEOUT);
      afterAll(() => broker.stop());
      tests(broker);
    });
  }
}
