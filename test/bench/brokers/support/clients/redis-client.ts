import { once } from 'node:events';
import { Redis } from 'ioredis';

import { type BrokerClient, TOPIC } from '../broker-client.js';

export async function connectRedis(url: string): Promise<BrokerClient> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  // Without a listener it prints each of them.
  client.on('error', () => {});
  await client.connect();
  return {
    async hear(take) {
      client.on('message', (_channel, message) => take(message));
      await client.subscribe(TOPIC);
    },
    async say(message) {
      await client.publish(TOPIC, message);
    },
    lost: once(client, 'close'),
    close: async () => client.disconnect(),
  };
}
