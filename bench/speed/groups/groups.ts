import type { MeasuredGroup } from '../measure/measured-group.js';
import type { Settings } from '../settings.js';
import { ASYNC } from './async.js';
import { AWAITED } from './awaited.js';
import { measureBoot } from './boot.js';
import type { Group } from './group.js';
import { measureHeap } from './heap.js';
import { GROWTH_OF_HOOKS } from './hooks.js';
import { measureListing } from './listing.js';
import { NOBODY } from './nobody.js';
import { measureObserved } from './observed.js';
import { PAYLOAD } from './payload.js';
import { measureRelayLocal } from './relay-local.js';
import { measureRelayThroughput } from './relay-throughput.js';
import { measureStreams } from './streams.js';
import { GROWTH_OF_SUBSCRIBERS } from './subscribers.js';
import { SYNC } from './sync.js';

/** What is measured in this process. */
export const GROUPS: readonly Group[] = [SYNC, ASYNC, AWAITED, PAYLOAD, NOBODY, GROWTH_OF_SUBSCRIBERS, GROWTH_OF_HOOKS];

/** What needs processes of its own, by name. */
export const GROUPS_IN_PROCESSES: Readonly<Record<string, (settings: Settings) => Promise<MeasuredGroup>>> = {
  heap: measureHeap,
  boot: measureBoot,
  observed: measureObserved,
  listing: measureListing,
  streams: measureStreams,
  'relay-local': measureRelayLocal,
  'relay-throughput': measureRelayThroughput,
};

/** The names of all groups. */
export const GROUP_NAMES = [...GROUPS.map(({ name }) => name), ...Object.keys(GROUPS_IN_PROCESSES)];
