import { KIND } from './events.js';
import { FORGED_LINE } from './forged-line.js';

/** Something published that must be refused. */
export interface Mistake {
  readonly kind: string;
  readonly hook: string;
  readonly payload: unknown;
}

const HOOK = 'on_order_rejected';

const payloads: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => ({}),
  () => ({ order_id: '', reason: 'empty', seal: '' }),
  () => ({ order_id: 'o', reason: 'more than there should be', seal: '', [FORGED_LINE]: true }),
  () => ({ order_id: 1n }),
  () => ({ order_id: new Map([['o', 1]]) }),
  () => ({ order_id: Number.NaN }),
  () => [undefined],
  holdingItself,
  () => ({
    get order_id(): string {
      throw new Error(FORGED_LINE);
    },
  }),
  revokedProxy,
];

const names: readonly (readonly [kind: unknown, hook: unknown])[] = [
  [KIND, 'on_order_placd'],
  [KIND, FORGED_LINE],
  [FORGED_LINE, HOOK],
  [KIND, 'price_order'],
  [KIND, Symbol(FORGED_LINE)],
  [null, undefined],
];

const mistakes: readonly (() => Mistake)[] = [
  ...payloads.map((payload) => () => ({ kind: KIND, hook: HOOK, payload: payload() })),
  ...names.map(([kind, hook]) => () => ({ kind: kind as string, hook: hook as string, payload: {} })),
];

/** One of all the mistakes a publisher can make, a new one for each number. */
export function mistakeAt(index: number): Mistake {
  const make = mistakes[index % mistakes.length];
  if (make === undefined) throw new RangeError(`there is no mistake ${index}`);
  return make();
}

function holdingItself(): object {
  const payload: Record<string, unknown> = { order_id: 'o' };
  payload.reason = payload;
  return payload;
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
