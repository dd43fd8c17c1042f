import type { Contender } from '../contenders/contender.js';
import { HandWrittenPublisher } from '../contenders/hand-written.js';
import { startNotifyApplication } from '../contenders/nest-application.js';
import { HOOK, KIND } from '../contenders/notify.js';
import { ORDER_SCHEMA, ORDERS, type Order } from '../contenders/order.js';
import { EVENTS_MASK } from '../contenders/payloads.js';
import { heardBy, subscriberClass } from '../contenders/subscribers.js';
import { columnOf, type Group } from './group.js';

/** A payload of 2 KB with one subscriber: what copying, checking and freezing costs. */
export const PAYLOAD: Group = {
  name: 'payload',
  title: 'A nested payload of 2 KB, one synchronous subscriber',
  columnsAre: '',
  base: 'notify()',
  figuresOf: ['notify()', 'structuredClone alone', 'hand-written'],
  prepare: async () => [columnOf('2 KB', 1, [await notifyOfOrders(), clone(), parse(), handWrittenOrders()])],
};

async function notifyOfOrders(): Promise<Contender> {
  const classes = [subscriberClass('sync')];
  const { notifyService, instances, close } = await startNotifyApplication([
    { kind: KIND, hook: HOOK, schema: ORDER_SCHEMA, classes },
  ]);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) notifyService.notify(KIND, HOOK, ORDERS[index & EVENTS_MASK]);
  };
  return { name: 'notify()', subscribers: 1, publish, heard: () => heardBy(instances), close };
}

function handWrittenOrders(): Contender {
  const instance = new (subscriberClass('sync'))();
  const publisher = new HandWrittenPublisher<Order>(ORDER_SCHEMA, copyOfOrder, [instance]);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const order = ORDERS[index & EVENTS_MASK];
      if (order !== undefined) publisher.publish(order);
    }
  };
  return { name: 'hand-written', subscribers: 1, publish, heard: () => heardBy([instance]) };
}

function copyOfOrder({ request_id, customer, items, tags, total }: Order): Order {
  const { street, city, country } = customer.address;
  return Object.freeze({
    request_id,
    customer: Object.freeze({
      name: customer.name,
      email: customer.email,
      address: Object.freeze({ street, city, country }),
    }),
    items: Object.freeze(
      items.map(({ sku, title, quantity, price: { amount, currency } }) =>
        Object.freeze({ sku, title, quantity, price: Object.freeze({ amount, currency }) }),
      ),
    ),
    tags: Object.freeze(tags.slice()),
    total,
  });
}

function clone(): Contender {
  return copying('structuredClone alone', (order) => structuredClone(order));
}

function parse(): Contender {
  return copying('JSON.parse(JSON.stringify()) alone', (order) => JSON.parse(JSON.stringify(order)) as unknown);
}

function copying(name: string, copy: (order: Order | undefined) => unknown): Contender {
  let last: unknown;
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) last = copy(ORDERS[index & EVENTS_MASK]);
  };
  return { name, subscribers: 0, publish, heard: () => (last === null ? 1 : 0) };
}
