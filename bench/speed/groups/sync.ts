import { bare } from '../contenders/bare.js';
import { emitters } from '../contenders/emitters.js';
import { handWritten, handWrittenWithDelivery } from '../contenders/hand-written-requests.js';
import { cqrs } from '../contenders/nest-cqrs.js';
import { nestEmit } from '../contenders/nest-event-emitter.js';
import { HOOK, KIND, notify } from '../contenders/notify.js';
import { columnsBySubscribers, type Group } from './group.js';

/** How many subscribers an event has. */
export const SUBSCRIBERS = [1, 3, 10, 100];

/** Synchronous subscribers. */
export const SYNC: Group = {
  name: 'sync',
  title: 'An event, its subscribers synchronous',
  columnsAre: 'subscribers',
  base: 'notify()',
  figuresOf: ['bare', 'hand-written', 'notify()', 'hand-written, with delivery', 'notify(), with delivery'],
  prepare: () =>
    columnsBySubscribers(SUBSCRIBERS, async (count) => [
      bare(count, 'sync'),
      handWritten(count, 'sync'),
      await notify(count, 'sync'),
      handWrittenWithDelivery(count, KIND, HOOK),
      await notify(count, 'reads delivery'),
      ...emitters(count, 'sync'),
      await nestEmit(count, 'sync'),
      await cqrs(count, 'sync'),
    ]),
};
