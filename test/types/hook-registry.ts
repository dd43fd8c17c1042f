// Type-checked by `npm run typecheck`, never run: every @ts-expect-error below must be an error.
import { expectTypeOf } from 'expect-type';
import {
  OnHook,
  type Delivery,
  type HookKind,
  type HookName,
  type HookPayload,
  type NotifyService,
} from 'nestjs-plugin-system';

interface OrderPlaced {
  readonly id: string;
  readonly total?: number;
}

declare module 'nestjs-plugin-system' {
  interface HookRegistry {
    orders: { on_placed: OrderPlaced; on_cancelled: { readonly reason: string } };
  }
}

expectTypeOf<HookKind>().toEqualTypeOf<'orders'>();
expectTypeOf<HookName<'orders'>>().toEqualTypeOf<'on_placed' | 'on_cancelled'>();
expectTypeOf<HookPayload<'orders', 'on_placed'>>().toEqualTypeOf<OrderPlaced>();

export function publish(notify: NotifyService): void {
  notify.notify('orders', 'on_placed', { id: 'o1' });
  notify.notify('orders', 'on_placed', { id: 'o1', total: 5 }, { id: 'e1' });
  // @ts-expect-error -- no such kind
  notify.notify('order', 'on_placed', { id: 'o1' });
  // @ts-expect-error -- no such hook
  notify.notify('orders', 'on_plased', { id: 'o1' });
  // @ts-expect-error -- a field is missing
  notify.notify('orders', 'on_placed', { total: 5 });
  // @ts-expect-error -- a field has another type
  notify.notify('orders', 'on_placed', { id: 7 });
  // @ts-expect-error -- the id is text
  notify.notify('orders', 'on_placed', { id: 'o1' }, { id: 7 });
}

export class Fitting {
  @OnHook('orders', 'on_placed')
  payload(event: OrderPlaced): void {
    expectTypeOf(event.id).toEqualTypeOf<string>();
  }

  @OnHook('orders', 'on_placed')
  payloadAndDelivery(_event: OrderPlaced, delivery: Delivery): void {
    expectTypeOf(delivery.occurredAt).toEqualTypeOf<Date>();
  }

  @OnHook('orders', 'on_placed')
  @OnHook('orders', 'on_cancelled')
  nothing(): void {}

  @OnHook('orders', 'on_placed')
  async wider(event: { id: string | number }): Promise<void> {
    await Promise.resolve(event);
  }
}

export class Unfitting {
  // @ts-expect-error -- another payload
  @OnHook('orders', 'on_cancelled')
  wrongPayload(event: OrderPlaced): void {
    void event;
  }

  // @ts-expect-error -- the second parameter is a Delivery
  @OnHook('orders', 'on_placed')
  wrongDelivery(_event: OrderPlaced, delivery: string): void {
    void delivery;
  }

  // @ts-expect-error -- nobody gives a third argument
  @OnHook('orders', 'on_placed')
  tooMany(_event: OrderPlaced, _delivery: Delivery, third: string): void {
    void third;
  }

  // @ts-expect-error -- a property is no method
  @OnHook('orders', 'on_placed')
  property = (): void => {};
}
