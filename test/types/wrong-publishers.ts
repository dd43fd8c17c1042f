import type { WrongCode } from './wrong-code.js';

/** What publishers do wrong. `notifyService` is a NotifyService. */
export const WRONG_PUBLISHERS: readonly WrongCode[] = [
  {
    what: 'an unknown kind',
    code: `notifyService.notify('lifecycle_listner', 'on_request_started', { request_id: 'r1' }); // wrong`,
    lastLine:
      /'"lifecycle_listner"' is not assignable to parameter of type '"lifecycle_listener" \| "orders" \| "shapes"'/,
  },
  {
    what: 'an unknown hook',
    code: `notifyService.notify('lifecycle_listener', 'on_request_startd', { request_id: 'r1' }); // wrong`,
    lastLine: /'"on_request_startd"' is not assignable to parameter of type '.*"on_request_started".*'/,
  },
  {
    what: 'a hook of another kind',
    code: `notifyService.notify('orders', 'on_request_started', { request_id: 'r1' }); // wrong`,
    lastLine: /'"on_request_started"' is not assignable to parameter of type '.*"on_delivered".*'/,
  },
  {
    what: 'an unknown kind that is dispatched',
    code: `void notifyService.dispatch('lifecycle_listner', 'on_request_started', { request_id: 'r1' }); // wrong`,
    lastLine:
      /'"lifecycle_listner"' is not assignable to parameter of type '"lifecycle_listener" \| "orders" \| "shapes"'/,
  },
  {
    what: 'an unknown hook that is dispatched',
    code: `void notifyService.dispatch('lifecycle_listener', 'on_request_startd', { request_id: 'r1' }); // wrong`,
    lastLine: /'"on_request_startd"' is not assignable to parameter of type '.*"on_request_started".*'/,
  },
  {
    what: 'a payload that misses a field',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { path: '/' }); // wrong`,
    lastLine: /^Property 'request_id' is missing in type '{ path: string; }'/,
  },
  {
    what: 'a payload that misses several fields',
    code: `notifyService.notify('lifecycle_listener', 'on_request_failed', {}); // wrong`,
    lastLine: /is missing the following properties from type '.*': request_id, error$/,
  },
  {
    what: 'a payload that misses a field and is dispatched',
    code: `void notifyService.dispatch('lifecycle_listener', 'on_request_started', { path: '/' }); // wrong`,
    lastLine: /^Property 'request_id' is missing/,
  },
  {
    what: 'a field of another type',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 7 }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"request_id">'/,
  },
  {
    what: 'a field of another type that is dispatched',
    code: `void notifyService.dispatch('lifecycle_listener', 'on_request_started', { request_id: 7 }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"request_id">'/,
  },
  {
    what: 'a field of another type, on its own line',
    code: `
      notifyService.notify('lifecycle_listener', 'on_request_started', {
        request_id: 'r1',
        path: null, // wrong
      });`,
    lastLine: /^Type 'null' is not assignable to type '.*PayloadField<"path">.*'/,
  },
  {
    what: 'a field of a payload that stands in a variable',
    code: `
      const payload = { request_id: 7 };
      notifyService.notify('lifecycle_listener', 'on_request_started', payload); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"request_id">'/,
  },
  {
    what: 'a value that the field does not allow',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', outcome: 'lost' }); // wrong`,
    lastLine: /^Type '"lost"' is not assignable to type '.*PayloadField<"outcome">.*'/,
  },
  {
    what: 'a field that the hook does not have',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', paht: '/' }); // wrong`,
    lastLine: /'paht' does not exist in type/,
  },
  {
    what: 'a field of another type, further in',
    code: `
      notifyService.notify('lifecycle_listener', 'on_request_started', {
        request_id: 'r1',
        user: {
          id: 7, // wrong
        },
      });`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"id">'/,
  },
  {
    what: 'a missing field, further in',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', user: {} }); // wrong`,
    lastLine: /^Property 'id' is missing in type '{}'/,
  },
  {
    what: 'an item of another type',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', tags: [7] }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"tags">'/,
  },
  {
    what: 'a value of another type in a map',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', labels: { a: '' } }); // wrong`,
    lastLine: /^Type 'string' is not assignable to type 'number \| PayloadField<"labels">'/,
  },
  {
    what: 'a text where there should be a list',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', tags: 'a' }); // wrong`,
    lastLine: /^Type 'string' is not assignable to type '.*PayloadField<"tags">.*'/,
  },
  {
    what: 'a text where there should be an object',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1', user: 'u1' }); // wrong`,
    lastLine: /^Type 'string' is not assignable to type 'Fields<.*, "user">.*'/,
  },
  {
    what: 'a field of another type, in a choice of payloads',
    code: `notifyService.notify('orders', 'on_paid', { method: 'card', digits: 1234 }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"digits">'/,
  },
  {
    what: 'a missing field, in a choice of payloads',
    code: `notifyService.notify('orders', 'on_paid', { method: 'card' }); // wrong`,
    lastLine: /^Property 'digits' is missing/,
  },
  {
    what: 'a payload that is no object',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', 'r1'); // wrong`,
    lastLine: /^Argument of type 'string' is not assignable to parameter of type 'Fields<RequestEvent, "payload">'/,
  },
  {
    what: 'a payload that is no text',
    code: `notifyService.notify('orders', 'on_renamed', 7); // wrong`,
    lastLine: /^Argument of type 'number' is not assignable to parameter of type 'string \| PayloadField<"payload">'/,
  },
  {
    what: 'the payload of another hook of that title',
    code: `notifyService.notify('orders', 'on_delivered', { id: 'd1', attempt: 1 }); // wrong`,
    lastLine: /'id' does not exist in type '.*Delivery/,
  },
  {
    what: 'an item of another type in a list of lists',
    code: `notifyService.notify('shapes', 'on_grid', { cells: [[1, 'x']] }); // wrong`,
    lastLine: /^Type 'string' is not assignable to type 'number \| PayloadField<"cells">'/,
  },
  {
    what: 'an item of another type in a tuple',
    code: `notifyService.notify('shapes', 'on_grid', { cells: [], at: [1, 'x'] }); // wrong`,
    lastLine: /^Type 'string' is not assignable to type 'number \| PayloadField<"at">'/,
  },
  {
    what: 'a field of another type in a tree',
    code: `notifyService.notify('shapes', 'on_tree', { label: 'a', children: [{ label: 'b', children: [{ label: 7 }] }] }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"label">'/,
  },
  {
    what: 'a field of another type beside one that holds itself',
    code: `notifyService.notify('shapes', 'on_details', { id: 7, details: [[]] }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"id">'/,
  },
  {
    what: 'a function in a value that holds itself',
    code: `notifyService.notify('shapes', 'on_details', { id: 'd1', details: () => 1 }); // wrong`,
    lastLine: /"details"/,
  },
  {
    what: 'an item of another type in a map of lists',
    code: `notifyService.notify('shapes', 'on_maps', { a: ['x'] }); // wrong`,
    lastLine: /^Type 'string' is not assignable to type 'Fields<MapsOfLists, .*>'/,
  },
  {
    what: 'a field whose name is a number',
    code: `notifyService.notify('shapes', 'on_answer', { '404': 7 }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"404"> \| undefined'/,
  },
  {
    what: 'a value that the field does not allow, in one of a choice of payloads',
    code: `notifyService.notify('shapes', 'on_payment', { type: 'failed', id: 'p1', reason: 'frau', currency: 'EUR' }); // wrong`,
    lastLine: /^Type '"frau"' is not assignable to type '.*"fraud".*PayloadField<"reason">.*'/,
  },
  {
    what: 'a value that the field does not allow in any of a choice of payloads',
    code: `notifyService.notify('shapes', 'on_payment', { type: 'made', id: 'p1', currency: 'EUS' }); // wrong`,
    lastLine: /^Type '"EUS"' is not assignable to type '.*"EUR".*PayloadField<"currency">.*'/,
  },
  {
    what: 'a field of another payload, in a choice of payloads',
    code: `notifyService.notify('shapes', 'on_payment', { type: 'made', id: 'p1', currency: 'EUR', reason: 'fraud' }); // wrong`,
    lastLine: /'reason' does not exist in type/,
  },
  {
    what: 'a value that tells of no payload in a choice',
    code: `notifyService.notify('shapes', 'on_payment', { type: 'faild', id: 'p1', currency: 'EUR' }); // wrong`,
    // Its name would have to stand beside the values by which the compiler tells the payloads apart.
    lastLine: /^Type '"faild"' is not assignable to type '"failed" \| "made"'/,
  },
  {
    what: 'a field of another type, further in a choice of payloads',
    code: `notifyService.notify('shapes', 'on_nested', { of: { s: 7 }, more: true }); // wrong`,
    lastLine: /^Type 'number' is not assignable to type 'string \| PayloadField<"s">'/,
  },
];
