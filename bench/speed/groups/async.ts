import { bare } from '../contenders/bare.js';
import { emitters } from '../contenders/emitters.js';
import { handWritten } from '../contenders/hand-written-requests.js';
import { cqrs } from '../contenders/nest-cqrs.js';
import { nestEmit } from '../contenders/nest-event-emitter.js';
import { notify } from '../contenders/notify.js';
import { columnsBySubscribers, type Group } from './group.js';
import { SUBSCRIBERS } from './sync.js';

/** Asynchronous subscribers that nobody awaits. */
export const ASYNC: Group = {
  name: 'async',
  title: 'An event, its subscribers asynchronous, not awaited',
  columnsAre: 'subscribers',
  base: 'notify()',
  figuresOf: ['bare', 'hand-written', 'notify()'],
  prepare: () =>
    columnsBySubscribers(SUBSCRIBERS, async (count) => [
      bare(count, 'async'),
      handWritten(count, 'async'),
      await notify(count, 'async'),
      ...emitters(count, 'async'),
      await nestEmit(count, 'async'),
      await cqrs(count, 'async'),
    ]),
};
