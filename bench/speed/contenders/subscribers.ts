import { ID_LENGTH } from './payloads.js';

/** What a subscriber does with an event, always as little as can be counted. */
export type SubscriberStyle = 'sync' | 'reads delivery' | 'async';

/** A subscriber that {@link subscriberClass} made. */
export interface GeneratedSubscriber {
  /** The sum of what it was told. */
  total: number;
  /** Takes an event, and what else there is to tell. */
  hear(event: { readonly request_id: string }, delivery?: { readonly hook: string }): unknown;
}

/** The class of a {@link GeneratedSubscriber}. */
export type SubscriberClass = new () => GeneratedSubscriber;

const BODIES: Readonly<Record<SubscriberStyle, string>> = {
  sync: 'hear(event) { this.total += event.request_id.length; }',
  // The length of a text that is always the same is not zero, and is taken off again: so the text must be read.
  'reads delivery': 'hear(event, delivery) { this.total += event.request_id.length + delivery.hook.length - HOOK; }',
  async: 'async hear(event) { this.total += event.request_id.length; }',
};

let made = 0;

/**
 * Makes a class with code of its own, as each plugin of an application has: V8 would know instances of one class, and one
 * function called many times, by heart.
 *
 * @param hook the name of the hook that its deliveries will have
 */
export function subscriberClass(style: SubscriberStyle, hook = ''): SubscriberClass {
  const name = `Subscriber${made++}`;
  const body = BODIES[style].replace('HOOK', String(hook.length));
  // oxlint-disable-next-line typescript/no-implied-eval -- its text is above
  const make = new Function(`return class ${name} { total = 0; ${body} };`) as () => SubscriberClass;
  return make();
}

/** Makes so many classes. */
export function subscriberClasses(count: number, style: SubscriberStyle, hook = ''): SubscriberClass[] {
  return Array.from({ length: count }, () => subscriberClass(style, hook));
}

/** How many events they have heard in all. */
export function heardBy(subscribers: readonly GeneratedSubscriber[]): number {
  return subscribers.reduce((sum, { total }) => sum + total, 0) / ID_LENGTH;
}

/** Puts a decorator on the method that hears. */
export function decorateHear(classRef: SubscriberClass, decorator: MethodDecorator): void {
  const descriptor = Object.getOwnPropertyDescriptor(classRef.prototype, 'hear');
  if (descriptor === undefined) throw new Error(`${classRef.name} hears nothing`);
  decorator(classRef.prototype as object, 'hear', descriptor);
}
