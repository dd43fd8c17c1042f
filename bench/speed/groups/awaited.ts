import { awaitedEmitters } from '../contenders/awaited-emitters.js';
import { nestEmitAsync } from '../contenders/nest-event-emitter.js';
import { dispatch } from '../contenders/notify.js';
import { columnsBySubscribers, type Group } from './group.js';
import { SUBSCRIBERS } from './sync.js';

/** Asynchronous subscribers, each event awaited. */
export const AWAITED: Group = {
  name: 'awaited',
  title: 'An event, its subscribers asynchronous, awaited',
  columnsAre: 'subscribers',
  base: 'dispatch()',
  figuresOf: ['dispatch()'],
  prepare: () =>
    columnsBySubscribers(SUBSCRIBERS, async (count) => [
      await dispatch(count, 'async'),
      ...awaitedEmitters(count),
      await nestEmitAsync(count, 'async'),
    ]),
};
