/** The kind that this application declares. */
export const KIND = 'soak_listener';

/** A request was routed, or has been answered. */
export interface RequestEvent {
  request_id: string;
  path: string;
  duration_ms?: number;
}

/** An order was placed. */
export interface OrderEvent {
  order_id: string;
  /** Subscribers see the text that JSON makes of it. */
  placed_at: Date;
  customer: { name: string; address: { city: string; postcode: string } };
  lines: { sku: string; quantity: number; price: number }[];
}

/** An order could not be taken. */
export interface RejectionEvent {
  order_id: string;
  reason: string;
}

/** A plugin has counted what is left of something that was ordered. */
export interface StockEvent {
  sku: string;
  left: number;
}

/** What this application publishes, by hook. */
export interface SoakEvents {
  on_request_started: RequestEvent;
  on_request_finished: RequestEvent;
  on_order_placed: OrderEvent;
  on_order_rejected: RejectionEvent;
  on_stock_counted: StockEvent;
  on_page_viewed: RequestEvent;
}

/** A hook that this application publishes. */
export type SoakHook = keyof SoakEvents;
