import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';

/** Throws on every event, to show that neither the requests nor the other plugins notice. Only there with BROKEN_PLUGIN=1. */
@Injectable()
export class BrokenPlugin {
  /** @throws Error always. */
  @OnHook('lifecycle_listener', 'on_request_started')
  @OnHook('lifecycle_listener', 'on_request_finished')
  @OnHook('lifecycle_listener', 'on_request_failed')
  break(): never {
    throw new Error('this plugin is broken on purpose');
  }
}
