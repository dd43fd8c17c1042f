import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { BrokerRecipe } from '../broker-recipe.js';

// The compiler leaves it where it is, so what runs from dist finds it among the sources.
const FOLDERS = [join(import.meta.dirname, '..'), join(import.meta.dirname, '../../../../bench/brokers')];

/** Aedes, an MQTT broker that npm installs, in a Node of its own. */
export const mqtt: BrokerRecipe = {
  scheme: 'mqtt',
  portCount: 1,
  commands(program, [port = 0]) {
    const scripts = FOLDERS.map((folder) => join(folder, 'mqtt-server.mjs'));
    const script = scripts.find((path) => existsSync(path));
    if (script === undefined) throw new Error(`There is none of ${scripts.join(', ')}.`);
    // Jest's own options are none of its business.
    return [{ program, args: [script, String(port)], env: { NODE_OPTIONS: '' }, port }];
  },
};
