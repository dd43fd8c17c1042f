import type { BrokerRecipe } from './broker-recipe.js';
import { mqtt } from './recipes/mqtt.js';
import { nats } from './recipes/nats.js';
import { redis } from './recipes/redis.js';
import { rmq } from './recipes/rmq.js';

/** A kind of broker, called as Nest calls its transport. */
export type BrokerName = 'mqtt' | 'nats' | 'redis' | 'rmq';

/** How each is started. */
export const BROKER_RECIPES: Readonly<Record<BrokerName, BrokerRecipe>> = { mqtt, nats, redis, rmq };

/** Every kind there is. */
export const BROKER_NAMES = ['mqtt', 'nats', 'redis', 'rmq'] as const satisfies readonly BrokerName[];
