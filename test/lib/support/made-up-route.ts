import { Injectable } from '@nestjs/common';
import { BroadcastRoutes, type BroadcastRoute, type HealthStatus, type RouteStatus } from 'nestjs-plugin-system';

/** A route called `relay` that takes nothing, and does as a test says. Provide it: it adds itself. */
@Injectable()
export class MadeUpRoute implements BroadcastRoute {
  private current: RouteStatus = { status: 'operational', since: new Date(), reason: undefined, figures: {} };

  constructor(routes: BroadcastRoutes) {
    routes.add('relay', () => this);
  }

  /** From now on it does so. */
  is(status: HealthStatus, figures: RouteStatus['figures'], reason?: string): void {
    this.current = { status, since: new Date(), reason, figures };
  }

  status(): RouteStatus {
    return this.current;
  }

  takerFor(): undefined {}

  open(): void {}

  beginShutdown(): void {}

  async close(): Promise<void> {}
}
