import { Redis } from 'ioredis';

import { TOPIC } from '../topic.js';
import type { BrokerWriter } from '../broker-writer.js';

/** With the client of Redis that Nest uses. */
export async function writeToRedis(port: number): Promise<BrokerWriter> {
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true });
  await client.connect();
  return {
    write: async (message) => {
      await client.publish(TOPIC, message);
    },
    close: async () => {
      await client.quit();
    },
  };
}
