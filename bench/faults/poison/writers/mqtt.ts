import { connectAsync } from 'mqtt';

import { TOPIC } from '../topic.js';
import type { BrokerWriter } from '../broker-writer.js';

/** With MQTT's own client. */
export async function writeToMqtt(port: number): Promise<BrokerWriter> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
  return {
    write: async (message) => {
      await client.publishAsync(TOPIC, message, { qos: 1 });
    },
    close: () => client.endAsync(),
  };
}
