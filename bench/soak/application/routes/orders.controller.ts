import { Body, ConflictException, Controller, Post } from '@nestjs/common';

import type { OrderEvent } from '../events.js';
import { mistakeAt } from '../mistakes.js';
import { Publisher } from '../publisher.js';

/** What a client orders. */
interface OrderRequest {
  readonly id: string;
  readonly quantity: number;
}

const PRICE = 9.5;

/** Routes that publish while they work, while they wait, and while they handle an error. */
@Controller('orders')
export class OrdersController {
  private mistakes = 0;

  constructor(private readonly publisher: Publisher) {}

  @Post()
  place(@Body() order: OrderRequest): object {
    this.publisher.notify('on_order_placed', eventOf(order));
    return answerOf(order);
  }

  @Post('awaited')
  async placeAndWait(@Body() order: OrderRequest): Promise<object> {
    await this.publisher.dispatch('on_order_placed', eventOf(order));
    return answerOf(order);
  }

  @Post('rejected')
  reject(@Body() order: OrderRequest): object {
    try {
      return takeFromStock(order);
    } catch (error) {
      this.publisher.notify('on_order_rejected', { order_id: order.id, reason: 'no stock' });
      throw error;
    }
  }

  @Post('mistaken')
  rejectMistakenly(@Body() order: OrderRequest): object {
    try {
      return takeFromStock(order);
    } catch (error) {
      const { kind, hook, payload } = mistakeAt(this.mistakes++);
      this.publisher.notifyWrongly(kind, hook, payload);
      throw error;
    }
  }
}

function eventOf({ id, quantity }: OrderRequest): OrderEvent {
  return {
    order_id: id,
    placed_at: new Date(),
    customer: { name: 'Alice', address: { city: 'Utrecht', postcode: '3511' } },
    lines: [
      { sku: `sku-${id}`, quantity, price: PRICE },
      { sku: 'wrapping', quantity: 1, price: 0 },
    ],
  };
}

function answerOf({ id, quantity }: OrderRequest): object {
  return { order: id, total: quantity * PRICE };
}

function takeFromStock({ id }: OrderRequest): never {
  throw new ConflictException(`there is none left for ${id}`);
}
