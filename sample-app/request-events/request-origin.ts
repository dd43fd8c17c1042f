import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { MAX_LENGTH } from './event-bounds.js';
import type { RequestEvent } from '../hook-payloads.js';

/** What Express adds to Node's request once it has found the route. */
export interface RoutedRequest extends IncomingMessage {
  readonly route?: { readonly path?: unknown };
}

/**
 * The fields that all events of one request share. A header that the schema would refuse counts as not sent: a client must
 * not be able to keep its requests out of the audit trail.
 */
export function requestOrigin(request: RoutedRequest): RequestEvent {
  const path = within(MAX_LENGTH.path, request.route?.path);
  return {
    request_id: within(MAX_LENGTH.request_id, request.headers['x-request-id']) ?? randomUUID(),
    actor: within(MAX_LENGTH.actor, request.headers['x-actor']) ?? 'anonymous',
    ...(path === undefined ? {} : { path }),
  };
}

function within(maxLength: number, value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength ? value : undefined;
}
