// Hears events in one way, and tells the process that has forked it how many there were, every so often.
import { HEARERS } from '../contenders/hearers.js';
import type { BrokerName } from '../../brokers/broker-recipes.js';
import { brokerOptions } from '../contenders/broker-options.js';
import { ID_LENGTH } from '../contenders/payloads.js';

const [name, broker, url, tellEvery] = process.argv.slice(2) as [string, BrokerName, string, string];
const every = Number(tellEvery);

let total = 0;
const hear = HEARERS[name];
if (hear === undefined) throw new Error(`nobody can hear ${name}`);
const close = await hear(brokerOptions(broker, url), ({ request_id }) => {
  total += request_id.length;
  const heard = total / ID_LENGTH;
  if (heard % every === 0) process.send?.(heard);
});
process.once('disconnect', () => void close());
process.send?.('ready');
