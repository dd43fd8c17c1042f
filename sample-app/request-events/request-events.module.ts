import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';

import { RequestEventsInterceptor } from './request-events.interceptor.js';

/** The publisher: turns HTTP requests into the events of `hookspecs/lifecycle_listener.yaml`. */
@Module({ providers: [{ provide: APP_INTERCEPTOR, useClass: RequestEventsInterceptor }] })
export class RequestEventsModule {}
