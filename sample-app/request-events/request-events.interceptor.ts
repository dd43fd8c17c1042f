import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { NotifyService } from 'nestjs-plugin-system';
import { type Observable, tap } from 'rxjs';

import { errorClassName } from './error-class-name.js';
import type { RequestErrorEvent, RequestEvent } from '../hook-payloads.js';
import { requestOrigin, type RoutedRequest } from './request-origin.js';

const KIND = 'lifecycle_listener';

/**
 * Publishes the life of every HTTP request that reaches a handler. It only watches: the answer, or the error, passes through
 * as it is, and `notify()` neither throws nor waits for what the plugins do with an event.
 */
@Injectable()
export class RequestEventsInterceptor implements NestInterceptor {
  constructor(private readonly notifyService: NotifyService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') {
      return next.handle();
    }
    const origin = requestOrigin(context.switchToHttp().getRequest<RoutedRequest>());
    const startedAt = performance.now();
    const atItsEnd = (): RequestEvent => ({ ...origin, duration_ms: Math.round(performance.now() - startedAt) });

    this.notifyService.notify(KIND, 'on_request_started', origin);
    return next.handle().pipe(
      tap({
        complete: () => this.notifyService.notify(KIND, 'on_request_finished', atItsEnd()),
        error: (thrown: unknown) => {
          const failure: RequestErrorEvent = { ...atItsEnd(), code: errorClassName(thrown) };
          this.notifyService.notify(KIND, 'on_request_failed', failure);
        },
      }),
    );
  }
}
