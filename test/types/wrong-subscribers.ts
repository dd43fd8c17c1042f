import type { WrongCode } from './wrong-code.js';

const STARTED = `@OnHook('lifecycle_listener', 'on_request_started')`;

/** What plugins do wrong, in the body of a class. */
export const WRONG_SUBSCRIBERS: readonly WrongCode[] = [
  {
    what: 'an unknown kind',
    code: `
      @OnHook('lifecycle_listner', 'on_request_started') // wrong
      count(_event: RequestEvent): void {}`,
    lastLine:
      /'"lifecycle_listner"' is not assignable to parameter of type '"lifecycle_listener" \| "orders" \| "shapes"'/,
  },
  {
    what: 'an unknown hook',
    code: `
      @OnHook('lifecycle_listener', 'on_request_startd') // wrong
      count(_event: RequestEvent): void {}`,
    lastLine: /'"on_request_startd"' is not assignable to parameter of type '.*"on_request_started".*'/,
  },
  {
    what: 'a hook of another kind',
    code: `
      @OnHook('orders', 'on_request_started') // wrong
      count(_event: RequestEvent): void {}`,
    lastLine: /'"on_request_started"' is not assignable to parameter of type '.*"on_delivered".*'/,
  },
  {
    what: 'a parameter with a field that the payload does not have',
    code: `
      ${STARTED} // wrong
      count(_event: { readonly status: number }): void {}`,
    lastLine: /'"count"' is not assignable to parameter of type '"on_request_started has no payload.status"'/,
  },
  {
    what: 'a parameter for the payload of another hook',
    code: `
      ${STARTED} // wrong
      count(_event: RequestErrorEvent): void {}`,
    lastLine: /'"count"' is not assignable to parameter of type '"on_request_started has no payload.error"'/,
  },
  {
    what: 'a parameter with a field of another type',
    code: `
      ${STARTED} // wrong
      count(_event: { readonly request_id: number }): void {}`,
    lastLine: /'"count"' .* '"payload.request_id of on_request_started has another type"'/,
  },
  {
    what: 'a parameter with a field of another type, further in',
    code: `
      ${STARTED} // wrong
      count(_event: { readonly user?: { readonly id: number } }): void {}`,
    lastLine: /'"count"' .* '"payload.user.id of on_request_started has another type"'/,
  },
  {
    what: 'a parameter that allows fewer values of a field',
    code: `
      ${STARTED} // wrong
      count(_event: { readonly outcome?: 'answered' }): void {}`,
    lastLine: /'"count"' .* '"payload.outcome of on_request_started has another type"'/,
  },
  {
    what: 'a parameter that needs an optional field',
    code: `
      ${STARTED} // wrong
      count(_event: { readonly path: string }): void {}`,
    lastLine: /'"count"' .* '"payload.path of on_request_started may be missing"'/,
  },
  {
    what: 'a parameter that could change a list of the payload',
    code: `
      ${STARTED} // wrong
      count(_event: { tags?: string[] }): void {}`,
    lastLine: /'"count"' .* '"payload.tags of on_request_started is readonly"'/,
  },
  {
    what: 'a parameter that could change a list further in',
    code: `
      ${STARTED} // wrong
      count(_event: { user?: { roles?: string[] } }): void {}`,
    lastLine: /'"count"' .* '"payload.user.roles of on_request_started is readonly"'/,
  },
  {
    what: 'a parameter with several unfitting fields',
    code: `
      ${STARTED} // wrong
      count(_event: { request_id: number; status: number }): void {}`,
    lastLine:
      /^(?=.*"payload.request_id of on_request_started has another type")(?=.*"on_request_started has no payload.status")/,
  },
  {
    what: 'a parameter none of whose optional fields the payload has',
    code: `
      ${STARTED} // wrong
      count(_event: { readonly status?: number }): void {}`,
    lastLine: /'"count"' .* '"on_request_started has no payload.status"'/,
  },
  {
    what: 'an optional parameter that does not fit',
    code: `
      ${STARTED} // wrong
      count(_event?: { request_id: number }): void {}`,
    lastLine: /'"payload.request_id of on_request_started has another type"'/,
  },
  {
    what: 'a rest parameter that does not fit',
    code: `
      ${STARTED} // wrong
      count(..._events: { request_id: number }[]): void {}`,
    lastLine: /'"the second parameter must take a Delivery"'/,
  },
  {
    what: 'a type parameter that asks for too much',
    code: `
      ${STARTED} // wrong
      count<E extends { request_id: number }>(_event: E): void {}`,
    lastLine: /'"payload.request_id of on_request_started has another type"'/,
  },
  {
    what: 'a parameter that is a text',
    code: `
      ${STARTED} // wrong
      count(_event: string): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_request_started"'/,
  },
  {
    what: 'a parameter for one payload out of a choice',
    code: `
      @OnHook('orders', 'on_paid') // wrong
      count(_event: { readonly digits: string }): void {}`,
    lastLine: /'"count"' .* '"on_paid has no payload.digits"'/,
  },
  {
    what: 'a parameter of some type, for a payload of any',
    code: `
      @OnHook('orders', 'on_anything') // wrong
      count(_event: string): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_anything"'/,
  },
  {
    what: 'a second parameter that is a text',
    code: `
      ${STARTED} // wrong
      count(_event: RequestEvent, _delivery: string): void {}`,
    lastLine: /'"count"' .* '"the second parameter must take a Delivery"'/,
  },
  {
    what: 'a second parameter with a field that a Delivery does not have',
    code: `
      ${STARTED} // wrong
      count(_event: RequestEvent, _delivery: Delivery & { tenant: string }): void {}`,
    lastLine: /'"count"' .* '"the second parameter must take a Delivery"'/,
  },
  {
    what: 'a second parameter that is a payload titled Delivery',
    code: `
      @OnHook('orders', 'on_delivered') // wrong
      count(_parcel: Parcel, _delivery: Parcel): void {}`,
    lastLine: /'"count"' .* '"the second parameter must take a Delivery"'/,
  },
  {
    what: 'an extra required parameter',
    code: `
      ${STARTED} // wrong
      count(_event: RequestEvent, _delivery: Delivery, _third: string): void {}`,
    lastLine: /'"count"' .* '"a subscriber gets \(payload, delivery\): a third parameter must be optional"'/,
  },
  {
    what: 'an extra required parameter that takes anything',
    code: `
      ${STARTED} // wrong
      count(_event: RequestEvent, _delivery: Delivery, _third: unknown): void {}`,
    lastLine: /'"count"' .* '"a subscriber gets \(payload, delivery\): a third parameter must be optional"'/,
  },
  {
    what: 'an asynchronous method',
    code: `
      ${STARTED} // wrong
      async count(_event: RequestErrorEvent): Promise<void> {}`,
    lastLine: /'"count"' .* '"on_request_started has no payload.error"'/,
  },
  {
    what: 'a private method',
    code: `
      ${STARTED} // wrong
      private count(_event: RequestErrorEvent): unknown { return this.count; }`,
    lastLine: /'"count"' .* '"on_request_started has no payload.error"'/,
  },
  {
    what: 'a method whose name is a symbol',
    code: `
      ${STARTED} // wrong
      [Symbol.iterator](_event: RequestErrorEvent): void {}`,
    lastLine: /'"on_request_started has no payload.error"'/,
  },
  {
    what: 'a method that overrides one that fits',
    code: `
      @OnHook('lifecycle_listener', 'on_request_failed') // wrong
      override hear(_event: { readonly request_id: string; readonly path: string }): void {}`,
    lastLine: /'"hear"' .* '"on_request_failed has no payload.path"'/,
  },
  {
    what: 'one of several hooks',
    code: `
      @OnHook('lifecycle_listener', 'on_request_failed')
      ${STARTED} // wrong
      count(_event: RequestErrorEvent): void {}`,
    lastLine: /'"count"' .* '"on_request_started has no payload.error"'/,
  },
  {
    what: 'an accessor',
    code: `
      ${STARTED} // wrong
      get count(): number { return 1; }`,
    lastLine: /'"count"' .* '"only a method can subscribe to a hook"'/,
  },
  {
    what: 'a parameter with a list that holds itself, for another payload',
    code: `
      @OnHook('shapes', 'on_tree') // wrong
      count(_event: { label: string; children?: readonly Lists[] }): void {}`,
    lastLine: /'"count"' .* '"payload.children of on_tree has another type"'/,
  },
  {
    what: 'a parameter for another payload than one that holds itself',
    code: `
      @OnHook('shapes', 'on_json') // wrong
      count(_event: Lists): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_json"'/,
  },
  {
    what: 'an unknown kind, with options',
    code: `
      @OnHook('lifecycle_listner', 'on_request_started', { timeout: 5 }) // wrong
      count(_event: RequestEvent): void {}`,
    lastLine:
      /'"lifecycle_listner"' is not assignable to parameter of type '"lifecycle_listener" \| "orders" \| "shapes"'/,
  },
  {
    what: 'an unknown kind that is not optional',
    code: `
      @OnHook('lifecycle_listner', 'on_request_started', { optional: false }) // wrong
      count(_event: RequestEvent): void {}`,
    lastLine:
      /'"lifecycle_listner"' is not assignable to parameter of type '"lifecycle_listener" \| "orders" \| "shapes"'/,
  },
  {
    what: 'an unknown hook, with options that may or may not be optional',
    code: `
      @OnHook('lifecycle_listener', 'on_request_startd', { timeout: 5 } as { optional?: boolean }) // wrong
      count(_event: RequestEvent): void {}`,
    lastLine: /'"on_request_startd"' is not assignable to parameter of type '.*"on_request_started".*'/,
  },
  {
    what: 'an unknown hook that is not optional',
    code: `
      @OnHook('lifecycle_listener', 'on_request_startd', { optional: false }) // wrong
      count(_event: RequestEvent): void {}`,
    lastLine: /'"on_request_startd"' is not assignable to parameter of type '.*"on_request_started".*'/,
  },
  {
    what: 'a parameter for another payload, of an optional hook that is declared',
    code: `
      @OnHook('lifecycle_listener', 'on_request_started', { optional: true }) // wrong
      count(_event: RequestErrorEvent): void {}`,
    lastLine: /'"count"' .* '"on_request_started has no payload.error"'/,
  },
  {
    what: 'a second parameter that is a text, of an optional hook that is not declared',
    code: `
      @OnHook('kind_of_another_host', 'on_something', { optional: true }) // wrong
      count(_event: RequestEvent, _delivery: string): void {}`,
    lastLine: /'"count"' .* '"the second parameter must take a Delivery"'/,
  },
  {
    what: 'an option that there is not',
    code: `
      @OnHook('lifecycle_listener', 'on_request_started', { timeuot: 5 }) // wrong
      count(_event: RequestEvent): void {}`,
    lastLine: /'timeuot' does not exist in type/,
  },
  {
    what: 'an option of another type',
    code: `
      @OnHook('lifecycle_listener', 'on_request_started', { optional: 'yes' }) // wrong
      count(_event: RequestEvent): void {}`,
    lastLine: /^Type 'string' is not assignable to type 'boolean \| undefined'/,
  },
  {
    what: 'a parameter that is a Record of unknown values',
    code: `
      @OnHook('lifecycle_listener', 'on_request_started') // wrong
      count(_event: Record<string, unknown>): void {}`,
    lastLine:
      /'"count"' .* '"payload of on_request_started does not fit a Record: take unknown, object or its own type"'/,
  },
  {
    what: 'a parameter that is a Record, for a payload of any',
    code: `
      @OnHook('orders', 'on_anything') // wrong
      count(_event: Record<string, unknown>): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_anything"'/,
  },
  {
    what: 'a parameter that is a Record, for a text',
    code: `
      @OnHook('orders', 'on_renamed') // wrong
      count(_event: Record<string, unknown>): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_renamed"'/,
  },
  {
    what: 'a parameter that is an object, for a payload of any',
    code: `
      @OnHook('orders', 'on_anything') // wrong
      count(_event: { readonly id: string }): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_anything"'/,
  },
  {
    what: 'a parameter with a Record further in',
    code: `
      @OnHook('shapes', 'on_tree') // wrong
      count(_event: { readonly children?: Record<string, unknown> }): void {}`,
    lastLine:
      /'"count"' .* '"payload.children of on_tree does not fit a Record: take unknown, object or its own type"'/,
  },
  {
    what: 'a parameter that is a Record of other values than the payload',
    code: `
      @OnHook('shapes', 'on_counts') // wrong
      count(_event: Record<string, string>): void {}`,
    lastLine: /'"count"' .* '"the first parameter does not take the payload of on_counts"'/,
  },
  {
    what: 'a parameter with a Record of other values',
    code: `
      @OnHook('lifecycle_listener', 'on_request_started') // wrong
      count(_event: { readonly labels?: Record<string, string> }): void {}`,
    lastLine: /'"count"' .* '"payload.labels of on_request_started has another type"'/,
  },
  {
    what: 'a parameter with a field that an open payload does not declare',
    code: `
      @OnHook('shapes', 'on_session') // wrong
      count(_event: { readonly nope?: string }): void {}`,
    lastLine: /'"count"' .* '"payload.nope of on_session may be anything: take unknown"'/,
  },
  {
    what: 'a parameter that needs a field that an open payload does not declare',
    code: `
      @OnHook('shapes', 'on_session') // wrong
      count(_event: { readonly nope: string }): void {}`,
    lastLine: /'"count"' .* '"payload.nope of on_session may be anything: take unknown"'/,
  },
  {
    what: 'a parameter that needs some field of an open payload',
    code: `
      @OnHook('shapes', 'on_counts') // wrong
      count(_event: { readonly nope: number }): void {}`,
    lastLine: /'"count"' .* '"payload.nope of on_counts may be missing"'/,
  },
  {
    what: 'a parameter with a field of another type than an open payload has',
    code: `
      @OnHook('shapes', 'on_counts') // wrong
      count(_event: { readonly nope: string }): void {}`,
    lastLine: /'"count"' .* '"payload.nope of on_counts has another type"'/,
  },
  {
    what: 'a parameter with another type for a field of any type',
    code: `
      @OnHook('shapes', 'on_session') // wrong
      count(_event: { readonly context?: string }): void {}`,
    lastLine: /'"count"' .* '"payload.context of on_session may be anything: take unknown"'/,
  },
  {
    what: 'a parameter with another type for a declared field of an open payload',
    code: `
      @OnHook('shapes', 'on_session') // wrong
      count(_event: { readonly id: number }): void {}`,
    lastLine: /'"count"' .* '"payload.id of on_session has another type"'/,
  },
];
