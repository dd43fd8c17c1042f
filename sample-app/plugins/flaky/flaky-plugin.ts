import { Inject, Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';

/** The token of how often {@link FlakyPlugin} fails, from 0 to 1. */
export const FAILURE_RATE = Symbol('FAILURE_RATE');

/** Fails now and then, so that there is something to see. Only there with FLAKY_PLUGIN. */
@Injectable()
export class FlakyPlugin {
  constructor(@Inject(FAILURE_RATE) private readonly failureRate: number) {}

  /** @throws Error as often as it is to. */
  @OnHook('lifecycle_listener', 'on_request_started')
  @OnHook('lifecycle_listener', 'on_request_finished')
  @OnHook('lifecycle_listener', 'on_request_failed')
  fail(): void {
    if (Math.random() < this.failureRate) {
      throw new Error('this plugin fails now and then, on purpose');
    }
  }
}
