import { connect } from '@nats-io/transport-node';

import { type BrokerClient, TOPIC } from '../broker-client.js';

export async function connectNats(url: string): Promise<BrokerClient> {
  const connection = await connect({ servers: url, reconnect: false });
  return {
    async hear(take) {
      connection.subscribe(TOPIC, { callback: (_error, message) => take(message.string()) });
      await connection.flush();
    },
    async say(message) {
      connection.publish(TOPIC, message);
      await connection.flush();
    },
    lost: connection.closed(),
    close: () => connection.close(),
  };
}
