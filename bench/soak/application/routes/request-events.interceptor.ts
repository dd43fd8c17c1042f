import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';

import { Publisher } from '../publisher.js';

/** Publishes the beginning and the end of every request. */
@Injectable()
export class RequestEventsInterceptor implements NestInterceptor {
  private requests = 0;

  constructor(private readonly publisher: Publisher) {}

  /** Publishes; the answer passes through as it is. */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { path } = context.switchToHttp().getRequest<{ readonly path: string }>();
    const request_id = `r${++this.requests}`;
    const start = performance.now();
    this.publisher.notify('on_request_started', { request_id, path });
    return next.handle().pipe(
      finalize(() => {
        const duration_ms = Math.round(performance.now() - start);
        this.publisher.notify('on_request_finished', { request_id, path, duration_ms });
      }),
    );
  }
}
