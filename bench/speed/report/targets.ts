import { ALL_ON, CHANNEL } from '../groups/observed-names.js';
import { EMIT, LOCAL, RELAYED } from '../groups/relay-names.js';
import type { Target } from './target.js';

const NOTIFY = 'notify()';
const DISPATCH = 'dispatch()';

const AWAITED_PEERS = [
  'Promise.allSettled by hand',
  'eventemitter2 emitAsync',
  'emittery emit',
  'hookable callHookParallel',
  '@nestjs/event-emitter emitAsync',
];

/** How fast this library has to be. A limit that is not kept is shown as that, and is not changed for it. */
export const TARGETS: readonly Target[] = [
  {
    what: 'notify(), against hand-written',
    group: 'sync',
    of: NOTIFY,
    beside: ratioTo('hand-written'),
    sense: 'at most',
    limits: atEach(1.3),
  },
  {
    what: 'notify() with a delivery that is read, against hand-written with one',
    group: 'sync',
    of: 'notify(), with delivery',
    beside: ratioTo('hand-written, with delivery'),
    sense: 'at most',
    limits: atEach(1.3),
  },
  {
    what: 'emit of @nestjs/event-emitter, against notify()',
    group: 'sync',
    of: '@nestjs/event-emitter emit',
    beside: ratioTo(NOTIFY),
    sense: 'at least',
    limits: { 1: 1.2, 10: 5, 100: 20 },
    standing: { 1: 0.5, 10: 2.8, 100: 4.5 },
  },
  {
    what: 'notify(), asynchronous subscribers, against hand-written',
    group: 'async',
    of: NOTIFY,
    beside: ratioTo('hand-written'),
    sense: 'at most',
    limits: atEach(1.5),
  },
  ...AWAITED_PEERS.map((peer): Target => againstAwaited(peer, 1, peer.startsWith('eventemitter2') ? 3.1 : 2.1)),
  againstAwaited('tapable AsyncParallelHook', 1.3, 5.1),
  {
    what: 'notify() of 2 KB, against structuredClone alone',
    group: 'payload',
    of: NOTIFY,
    beside: ratioTo('structuredClone alone'),
    sense: 'at most',
    limits: { '2 KB': 1 / 3 },
  },
  {
    what: 'notify() that nobody hears',
    group: 'nobody',
    of: NOTIFY,
    sense: 'at most',
    limits: { 0: 25 },
  },
  { what: 'heap after a million events', group: 'heap', of: NOTIFY, sense: 'at most', limits: { heapUsed: 20 } },
  { what: 'promises made meanwhile', group: 'heap', of: NOTIFY, sense: 'at most', limits: { promises: 0 } },
  {
    what: 'start with the module, minus start without it',
    group: 'boot',
    of: 'with the module',
    beside: { contender: 'without it', by: 'difference' },
    sense: 'at most',
    limits: { '5,000 providers, 500 subscribe': 100 },
  },
  {
    what: 'start with hookspecs, against ajv alone',
    group: 'boot',
    of: 'in an application',
    beside: ratioTo('ajv alone'),
    sense: 'at most',
    limits: { '1,000 hooks and schemas': 1.2 },
  },
  {
    what: 'start with hookspecs compiled ahead, against ajv alone',
    group: 'boot',
    of: 'compiled ahead',
    beside: ratioTo('ajv alone'),
    sense: 'at most',
    limits: { '1,000 hooks and schemas': 0.2 },
  },
  {
    what: 'notify() with admin and metrics on, against neither',
    group: 'observed',
    of: ALL_ON,
    beside: ratioTo(NOTIFY),
    sense: 'at most',
    limits: atEach(1.5),
  },
  {
    what: 'notify() with the tracing channel subscribed, minus notify() without (100 ns a delivery)',
    group: 'observed',
    of: CHANNEL,
    beside: { contender: NOTIFY, by: 'difference' },
    sense: 'at most',
    limits: { 1: 100, 3: 300, 10: 1_000, 100: 10_000, '10 async': 1_000 },
    standing: { '10 async': 1_300 },
  },
  {
    what: 'lists of 500 plugins with 10 hooks each',
    group: 'listing',
    of: 'admin part',
    sense: 'at most',
    limits: { 'GET /plugins': 50, 'GET /plugins/hooks': 50 },
  },
  {
    what: 'their size',
    group: 'listing',
    of: 'admin part',
    sense: 'at most',
    limits: { 'its size': 1, 'size of that': 1 },
  },
  {
    what: 'p99 of the event loop with 200 pages open',
    group: 'streams',
    of: 'p99 of the event loop',
    sense: 'at most',
    limits: { 200: 20 },
  },
  {
    what: 'notify() with the relay, minus notify() without it',
    group: 'relay-local',
    of: RELAYED,
    beside: { contender: LOCAL, by: 'difference' },
    sense: 'at most',
    limits: { 1: 3_000, 16: 3_000 },
    // After a pause nothing is in the processor's caches: notify() alone takes ten times what it takes otherwise.
    standing: { 1: 15_000 },
  },
  {
    what: 'relayed events a second, against ClientProxy.emit',
    group: 'relay-throughput',
    of: RELAYED,
    beside: ratioTo(EMIT),
    sense: 'at least',
    limits: { mqtt: 0.8, nats: 0.8, redis: 0.8 },
  },
];

/** @param standing what it comes to where it is worst */
function againstAwaited(peer: string, limit: number, standing: number): Target {
  return {
    what: `dispatch(), against ${peer}`,
    group: 'awaited',
    of: DISPATCH,
    beside: ratioTo(peer),
    sense: 'at most',
    limits: atEach(limit),
    standing: atEach(standing),
  };
}

function ratioTo(contender: string): Target['beside'] & object {
  return { contender, by: 'ratio' };
}

function atEach(limit: number): Record<string, number> {
  return { 1: limit, 3: limit, 10: limit, 100: limit };
}
