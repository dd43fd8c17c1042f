import { AsyncResource } from 'node:async_hooks';

/** An event that was published while the application was starting. */
export interface BufferedEvent {
  readonly kind: string;
  readonly hook: string;
  /** Already copied, unless payloads are passed by reference. */
  readonly payload: unknown;
  readonly id: string | undefined;
  /** Milliseconds since the epoch. */
  readonly occurredAt: number;
}

/** Keeps the events that are published while the application is starting, in order and in the context of each. */
export class BootstrapBuffer {
  private entries: { event: BufferedEvent; context: AsyncResource }[] = [];
  private dropped = 0;

  /** @param capacity how many events it keeps at most */
  constructor(readonly capacity: number) {}

  /** Keeps an event. Returns `false` when the buffer is full: the event is dropped and counted. */
  push(event: BufferedEvent): boolean {
    if (this.entries.length >= this.capacity) {
      this.dropped++;
      return false;
    }
    this.entries.push({ event, context: new AsyncResource('PluginSystemBufferedEvent') });
    return true;
  }

  /** How many events are kept, and how many were dropped. */
  get counts(): { readonly kept: number; readonly dropped: number } {
    return { kept: this.entries.length, dropped: this.dropped };
  }

  /** How many events of each hook are kept, as `kind.hook`, in the order in which the hooks came. */
  countByHook(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { event } of this.entries) {
      const hook = `${event.kind}.${event.hook}`;
      counts.set(hook, (counts.get(hook) ?? 0) + 1);
    }
    return counts;
  }

  /** Hands every event over, oldest first, each in the asynchronous context it was published in. */
  release(deliver: (event: BufferedEvent) => void): void {
    const { entries } = this;
    this.entries = [];
    for (const { event, context } of entries) context.runInAsyncScope(deliver, undefined, event);
  }
}
