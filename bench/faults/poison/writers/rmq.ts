import { connect } from 'amqplib';

import { TOPIC } from '../topic.js';
import type { BrokerWriter } from '../broker-writer.js';

/** With the client of RabbitMQ that Nest uses. */
export async function writeToRmq(port: number): Promise<BrokerWriter> {
  const connection = await connect(`amqp://127.0.0.1:${port}`);
  const channel = await connection.createConfirmChannel();
  return {
    write: async (message) => {
      channel.publish(TOPIC, '', message);
      await channel.waitForConfirms();
    },
    close: () => connection.close(),
  };
}
