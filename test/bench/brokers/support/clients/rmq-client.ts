import { connect } from 'amqplib';

import { type BrokerClient, TOPIC } from '../broker-client.js';

export async function connectRmq(url: string): Promise<BrokerClient> {
  const connection = await connect(url);
  // Without a listener it would be thrown.
  connection.on('error', () => {});
  let isLost = false;
  const lost = new Promise<void>((resolve) => {
    connection.on('close', () => {
      isLost = true;
      resolve();
    });
  });
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange(TOPIC, 'fanout', { durable: false });
  return {
    async hear(take) {
      const { queue } = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(queue, TOPIC, '');
      await channel.consume(queue, (message) => take(message?.content.toString() ?? ''), { noAck: true });
    },
    async say(message) {
      channel.publish(TOPIC, '', Buffer.from(message));
      await channel.waitForConfirms();
    },
    lost,
    close: async () => {
      if (!isLost) await connection.close();
    },
  };
}
