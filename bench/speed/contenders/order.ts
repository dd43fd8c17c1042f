import { EVENTS_MASK, idOf } from './payloads.js';

/** A payload of about 2 KB, some levels deep. */
export interface Order {
  readonly request_id: string;
  readonly customer: { readonly name: string; readonly email: string; readonly address: Address };
  readonly items: readonly Item[];
  readonly tags: readonly string[];
  readonly total: number;
}

interface Address {
  readonly street: string;
  readonly city: string;
  readonly country: string;
}

interface Item {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: { readonly amount: number; readonly currency: string };
}

const ITEMS = 14;

/** Orders to publish in turn. */
export const ORDERS: readonly Order[] = Array.from({ length: EVENTS_MASK + 1 }, (_, order) => ({
  request_id: idOf(order),
  customer: {
    name: `Customer ${order}`,
    email: `customer-${order}@example.com`,
    address: { street: `${order} Example Street`, city: 'Springfield', country: 'US' },
  },
  items: Array.from({ length: ITEMS }, (__, item) => ({
    sku: `SKU-${order}-${String(item).padStart(6, '0')}`,
    title: `A thing of the kind ${item}, in its usual packaging`,
    quantity: item + 1,
    price: { amount: 100 * item + order, currency: 'EUR' },
  })),
  tags: ['first', 'gift', 'express'],
  total: 1_000 + order,
}));

const TEXT = { type: 'string', maxLength: 256 };
const WHOLE = { type: 'integer', minimum: 0 };

/** The schema of an {@link Order}. */
export const ORDER_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Order',
  ...closed({
    request_id: TEXT,
    customer: closed({ name: TEXT, email: TEXT, address: closed({ street: TEXT, city: TEXT, country: TEXT }) }),
    items: {
      type: 'array',
      maxItems: 1_000,
      items: closed({
        sku: TEXT,
        title: TEXT,
        quantity: WHOLE,
        price: closed({ amount: WHOLE, currency: TEXT }),
      }),
    },
    tags: { type: 'array', items: TEXT },
    total: WHOLE,
  }),
};

function closed(properties: Record<string, object>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
