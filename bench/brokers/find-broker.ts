import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { BROKER_RECIPES, type BrokerName } from './broker-recipes.js';

/** Where the program of a broker is, and what to do when it is not there. */
export interface FoundBroker {
  /** Its path, if it is there. */
  readonly program: string | undefined;
  /** A half-sentence that names Debian's package and the environment variable, for whoever has to install it. */
  readonly howToGet: string;
}

/** Looks for the program of a broker: where its environment variable says, and without that where systems have it. */
export function findBroker(name: BrokerName): FoundBroker {
  const { needs } = BROKER_RECIPES[name];
  if (needs === undefined) return { program: process.execPath, howToGet: 'run `npm ci`' };

  const { debianPackage, pathVariable, usualPlaces } = needs;
  const named = process.env[pathVariable];
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, debianPackage));
  return {
    program: (named ? [named] : [...usualPlaces, ...onPath]).find((path) => existsSync(path)),
    howToGet: `install Debian's package \`${debianPackage}\`, or set ${pathVariable}`,
  };
}
