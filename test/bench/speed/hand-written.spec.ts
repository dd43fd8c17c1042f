import { jest } from '@jest/globals';
import { HandWrittenPublisher } from '../../../bench/speed/contenders/hand-written.js';
import { copyOfRequest } from '../../../bench/speed/contenders/hand-written-requests.js';
import { REQUEST_EVENT_SCHEMA, REQUEST_EVENTS, type RequestEvent } from '../../../bench/speed/contenders/payloads.js';

const [event] = REQUEST_EVENTS;
if (event === undefined) throw new Error('there are no events');

function publisherTo(...methods: ((event: RequestEvent) => unknown)[]): HandWrittenPublisher<RequestEvent> {
  return new HandWrittenPublisher<RequestEvent>(
    REQUEST_EVENT_SCHEMA,
    copyOfRequest,
    methods.map((hear) => ({ hear })),
  );
}

it('tells every method of a frozen copy', () => {
  const heard: RequestEvent[] = [];
  publisherTo((told) => heard.push(told)).publish(event);
  expect(heard).toEqual([event]);
  expect(heard[0]).not.toBe(event);
  expect(Object.isFrozen(heard[0])).toBe(true);
});

it('tells nobody of an event that breaks the schema', () => {
  const hear = jest.fn();
  const publisher = publisherTo(hear);
  publisher.publish({ ...event, request_id: '' });
  expect(hear).not.toHaveBeenCalled();
  expect(publisher.failed).toBe(1);
});

it('tells the others when one throws, and counts what rejects', async () => {
  const hear = jest.fn();
  const fail = () => {
    throw new Error('no');
  };
  const publisher = publisherTo(
    fail,
    () => Promise.reject(new Error('no')),
    () => Promise.resolve(),
    hear,
  );
  publisher.publish(event);
  await Promise.resolve();
  expect(hear).toHaveBeenCalledTimes(1);
  expect(publisher).toMatchObject({ failed: 2, settled: 1 });
});
