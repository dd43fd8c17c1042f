import { connect } from '@nats-io/transport-node';

import { TOPIC } from '../topic.js';
import type { BrokerWriter } from '../broker-writer.js';

/** With NATS's own client. */
export async function writeToNats(port: number): Promise<BrokerWriter> {
  const connection = await connect({ servers: `nats://127.0.0.1:${port}` });
  return {
    write: async (message) => {
      connection.publish(TOPIC, message);
      await connection.flush();
    },
    close: () => connection.close(),
  };
}
