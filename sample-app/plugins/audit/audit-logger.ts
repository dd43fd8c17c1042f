import { Injectable, Logger } from '@nestjs/common';
import { type Delivery, OnHook } from 'nestjs-plugin-system';

import type { RequestErrorEvent, RequestEvent } from '../../hook-payloads.js';
import { jsonLine } from '../json-line.js';

/**
 * Writes one structured line an event: which event, of which request, by whom, and what else the event carries.
 *
 * Only of the requests to this instance: the lines of all instances are gathered in one place, and each event belongs there once.
 */
@Injectable()
export class AuditLogger {
  private readonly logger = new Logger(AuditLogger.name);

  /** One method for all three: an audit trail treats them alike, and the delivery says which one it is. */
  @OnHook('lifecycle_listener', 'on_request_started', { origin: 'local' })
  @OnHook('lifecycle_listener', 'on_request_finished', { origin: 'local' })
  @OnHook('lifecycle_listener', 'on_request_failed', { origin: 'local' })
  record(event: RequestEvent | RequestErrorEvent, delivery: Delivery): void {
    this.logger.log(jsonLine({ event: delivery.hook, ...event }));
  }
}
