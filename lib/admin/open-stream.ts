import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { EventStream } from './event-stream.js';

/** What is needed of a request, of whichever adapter. */
export interface AnyRequest {
  readonly method: string;
}

/** A response as the Express adapter hands it over, or the Fastify adapter's reply. */
export type AnyResponse = ServerResponse | FastifyReply;

interface FastifyReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
  getHeaders(): OutgoingHttpHeaders;
}

/** Begins a stream on a response; answers by itself where there is nothing to stream to. */
export function openStream({ method }: AnyRequest, response: AnyResponse): EventStream | undefined {
  const [raw, headers] = 'raw' in response ? takeOver(response) : [response, {}];
  const stream = new EventStream(raw, headers);
  if (method !== 'HEAD') return stream;
  // Both adapters answer HEAD with the route of GET; that answer has no body and would never end.
  void stream.end();
  return undefined;
}

function takeOver(reply: FastifyReply): [ServerResponse, OutgoingHttpHeaders] {
  reply.hijack();
  // What hooks and plugins of Fastify have set (CORS, say) is on the reply, and it sends them only with an answer of its own.
  return [reply.raw, reply.getHeaders()];
}
