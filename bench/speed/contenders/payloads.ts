/** The event that the sample application publishes for each request. */
export interface RequestEvent {
  readonly request_id: string;
  readonly path: string;
  readonly actor: string;
  readonly duration_ms: number;
}

/** How long each `request_id` is: what a subscriber adds up for an event. */
export const ID_LENGTH = 36;

/** A mask for the index of {@link REQUEST_EVENTS}. */
export const EVENTS_MASK = 15;

/** Events to publish in turn: the compiler would take the fields of a single one for constants. */
export const REQUEST_EVENTS: readonly RequestEvent[] = Array.from({ length: EVENTS_MASK + 1 }, (_, index) => ({
  request_id: idOf(index),
  path: '/hello/:name',
  actor: `actor-${index}`,
  duration_ms: index,
}));

/** What the sample application's schema says of it, descriptions apart. */
export const REQUEST_EVENT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'RequestEvent',
  type: 'object',
  properties: {
    request_id: { type: 'string', minLength: 1, maxLength: 128 },
    path: { type: 'string', minLength: 1, maxLength: 256 },
    actor: { type: 'string', minLength: 1, maxLength: 128 },
    duration_ms: { type: 'integer', minimum: 0 },
  },
  required: ['request_id'],
  additionalProperties: false,
};

/** An id like those that the sample application makes. */
export function idOf(index: number): string {
  return `6f9619ff-8b86-d011-b42d-${String(index).padStart(12, '0')}`;
}
