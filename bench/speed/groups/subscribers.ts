import { bare } from '../contenders/bare.js';
import { handWritten } from '../contenders/hand-written-requests.js';
import { notify } from '../contenders/notify.js';
import { columnsBySubscribers, type Group } from './group.js';

/** What a delivery costs when there are ever more of them. */
export const GROWTH_OF_SUBSCRIBERS: Group = {
  name: 'subscribers',
  title: 'An event with ever more synchronous subscribers',
  columnsAre: 'subscribers',
  base: 'bare',
  figuresOf: ['bare'],
  prepare: () =>
    columnsBySubscribers([10, 100, 1_000], async (count) => [
      bare(count, 'sync'),
      handWritten(count, 'sync'),
      await notify(count, 'sync'),
    ]),
};
