import { serverSentEvents, type ServerSentEvent } from '../../../../lib/admin/page/server-sent-events.js';

const TEXT = 'retry: 2000\n\nevent: state\ndata: {"name":"ä€😀"}\n\nevent: summary\ndata: {}\n\nevent: cut\ndata: {';
const EVENTS: ServerSentEvent[] = [
  { event: 'state', data: '{"name":"ä€😀"}' },
  { event: 'summary', data: '{}' },
];

async function readIn(size: number): Promise<ServerSentEvent[]> {
  const bytes = new TextEncoder().encode(TEXT);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.slice(at * size, (at + 1) * size),
  );
  const events: ServerSentEvent[] = [];
  for await (const event of serverSentEvents(ReadableStream.from(chunks))) events.push(event);
  return events;
}

it.each([1, 2, 3, 7, 20, 1000])('whole events are read of a stream that comes %i bytes at a time', async (size) => {
  expect(await readIn(size)).toEqual(EVENTS);
});

it('an event is there before the next one has come', async () => {
  let push = (_text: string): void => {};
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      push = (text) => controller.enqueue(new TextEncoder().encode(text));
    },
  });
  const events = serverSentEvents(body);
  push('event: a\ndata: 1\n\nevent: b\n');
  expect((await events.next()).value).toEqual({ event: 'a', data: '1' });
  push('data: 2\n\n');
  expect((await events.next()).value).toEqual({ event: 'b', data: '2' });
});

it('what breaks the stream is thrown', async () => {
  const broken = new Error('network');
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => controller.error(broken) });
  await expect(serverSentEvents(body).next()).rejects.toBe(broken);
});
