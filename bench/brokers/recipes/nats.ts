import type { BrokerRecipe } from '../broker-recipe.js';

/** NATS, without JetStream. */
export const nats: BrokerRecipe = {
  scheme: 'nats',
  needs: {
    debianPackage: 'nats-server',
    pathVariable: 'NATS_SERVER_PATH',
    // PATH does not lead there for everybody on Debian.
    usualPlaces: ['/usr/sbin/nats-server'],
  },
  portCount: 1,
  commands: (program, [port = 0]) => [{ program, args: ['-a', '127.0.0.1', '-p', String(port)], port }],
};
