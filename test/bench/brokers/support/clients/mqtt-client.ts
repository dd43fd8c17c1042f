import { connectAsync } from 'mqtt';

import { type BrokerClient, TOPIC } from '../broker-client.js';

export async function connectMqtt(url: string): Promise<BrokerClient> {
  const client = await connectAsync(url, { reconnectPeriod: 0 }, false);
  return {
    async hear(take) {
      client.on('message', (_topic, message) => take(message.toString()));
      await client.subscribeAsync(TOPIC);
    },
    async say(message) {
      await client.publishAsync(TOPIC, message, { qos: 1 });
    },
    lost: new Promise<void>((resolve) => client.once('close', resolve)),
    close: () => client.endAsync(true),
  };
}
