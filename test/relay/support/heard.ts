import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';

/** What a subscriber was told once. */
export interface HeardEvent {
  readonly payload: unknown;
  readonly delivery: Delivery;
}

/** Keeps what the subscribers of one instance were told. */
export class Heard {
  readonly events: HeardEvent[] = [];

  take(payload: unknown, delivery: Delivery): void {
    this.events.push({ payload, delivery });
  }

  get payloads(): unknown[] {
    return this.events.map(({ payload }) => payload);
  }

  get origins(): string[] {
    return this.events.map(({ delivery }) => delivery.origin);
  }
}

/** Hears `k.on_a`, and keeps it. */
@Injectable()
export class Listener {
  constructor(private readonly heard: Heard) {}

  @OnHook('k', 'on_a')
  hear(payload: unknown, delivery: Delivery): void {
    this.heard.take(payload, delivery);
  }
}
