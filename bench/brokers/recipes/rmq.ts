import { join } from 'node:path';
import { connect } from 'amqplib';

import type { BrokerRecipe } from '../broker-recipe.js';

/**
 * RabbitMQ, and the name server of Erlang, without which it would start one for the whole machine and leave it behind. Erlang
 * has helpers in sessions of their own (for names of hosts, for the room on the disk): signals do not reach them, and they end
 * by themselves when it does.
 */
export const rmq: BrokerRecipe = {
  scheme: 'amqp',
  needs: {
    debianPackage: 'rabbitmq-server',
    pathVariable: 'RABBITMQ_SERVER_PATH',
    // First, for what Debian has on PATH is a wrapper, which changes to the user rabbitmq.
    usualPlaces: ['/usr/lib/rabbitmq/bin/rabbitmq-server'],
  },
  portCount: 3,
  commands(program, [port = 0, nodePort = 0, namesPort = 0], folder) {
    const names = { ERL_EPMD_ADDRESS: '127.0.0.1', ERL_EPMD_PORT: String(namesPort) };
    const env = {
      ...names,
      HOME: folder,
      RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
      RABBITMQ_LOG_BASE: join(folder, 'log'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
      RABBITMQ_NODENAME: `broker-${port}@localhost`,
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(nodePort),
      // One scheduler does for tests, and starts soonest.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}',
    };
    return [
      { program: 'epmd', args: [], env: names, port: namesPort },
      // It listens before it lets anybody in.
      { program, args: [], env, port, tryToConnect: () => connectAndLeave(port) },
    ];
  },
};

async function connectAndLeave(port: number): Promise<void> {
  const connection = await connect(`amqp://127.0.0.1:${port}`, { timeout: 5_000 });
  await connection.close();
}
