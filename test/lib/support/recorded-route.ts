import type { BroadcastRoute, EventTaker, RouteAccess, RoutedHook } from 'nestjs-plugin-system';

/** An event that a route has taken. */
export interface TakenEvent {
  readonly hook: string;
  readonly payload: unknown;
  readonly id: string;
  readonly occurredAt: number;
}

/** What a {@link RecordedRoute} does besides keeping what it is told. */
export interface RouteParts {
  /** The hooks that it wants. @default every one */
  readonly wants?: (hook: RoutedHook) => boolean;
  /** Is called for each event. */
  readonly onTake?: (event: TakenEvent) => void;
  readonly onOpen?: () => void;
  readonly onShutdown?: () => void;
  readonly onClose?: (timeLeft: number) => Promise<void>;
}

/** A route that keeps what it is told, for a test to look at. */
export class RecordedRoute implements BroadcastRoute {
  readonly taken: TakenEvent[] = [];
  /** The hooks that it was asked about. */
  readonly offered: RoutedHook[] = [];
  /** What it was told of the application's life, in its order. */
  readonly told: string[] = [];
  readonly since = new Date(0);

  constructor(
    readonly access: RouteAccess,
    private readonly parts: RouteParts = {},
  ) {}

  takerFor(hook: RoutedHook): EventTaker | undefined {
    this.offered.push(hook);
    if (this.parts.wants?.(hook) === false) return undefined;
    return (payload, id, occurredAt) => {
      const event = { hook: hook.hook, payload, id, occurredAt };
      this.taken.push(event);
      this.parts.onTake?.(event);
    };
  }

  open(): void {
    this.told.push('open');
    this.parts.onOpen?.();
  }

  beginShutdown(): void {
    this.told.push('begin shutdown');
    this.parts.onShutdown?.();
  }

  async close(timeLeft: number): Promise<void> {
    this.told.push(`close ${timeLeft}`);
    await this.parts.onClose?.(timeLeft);
  }

  status() {
    const figures = { taken: this.taken.length };
    return { status: 'operational', reason: undefined, since: this.since, figures } as const;
  }

  /** The payloads of the events that it has taken. */
  get payloads(): unknown[] {
    return this.taken.map(({ payload }) => payload);
  }
}
