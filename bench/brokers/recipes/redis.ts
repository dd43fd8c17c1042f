import type { BrokerRecipe } from '../broker-recipe.js';

/** Redis, which keeps nothing on disk. */
export const redis: BrokerRecipe = {
  scheme: 'redis',
  needs: {
    debianPackage: 'redis-server',
    pathVariable: 'REDIS_SERVER_PATH',
    usualPlaces: ['/usr/bin/redis-server'],
  },
  portCount: 1,
  commands(program, [port = 0], folder) {
    const listen = ['--bind', '127.0.0.1', '--port', String(port)];
    return [{ program, args: [...listen, '--save', '', '--appendonly', 'no', '--dir', folder], port }];
  },
};
