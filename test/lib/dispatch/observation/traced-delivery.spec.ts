import type { Around } from '../../../../lib/dispatch/observation/delivery-channel.js';
import { TracedDelivery } from '../../../../lib/dispatch/observation/traced-delivery.js';

const error = new Error('of the plugin');

/** How a call ended. */
function outcomeOf(call: () => unknown, ...arounds: readonly Around[]): object {
  const delivery = new TracedDelivery('P', 'hear', 'k', 'on_a');
  for (const around of arounds) delivery.callWithin(around);
  try {
    return { returned: delivery.run(call) };
  } catch (thrown) {
    return { thrown };
  }
}

const fails = () => {
  throw error;
};

describe('a delivery that is traced', () => {
  it.each<[string, readonly Around[]]>([
    ['nobody wants anything around it', []],
    ['somebody calls it', [(call) => call()]],
    ['somebody does not say what it returned', [(call) => void call()]],
    ['somebody says that it returned something else', [(call) => [call()]]],
    ['somebody does not call it', [() => 'not called']],
    ['somebody calls it twice', [(call) => [call(), call()]]],
    ['somebody throws before it', [() => fails()]],
    ['somebody throws after it', [(call) => [call(), fails()]]],
    ['several want something', [(call) => call(), () => fails(), (call) => call()]],
  ])('is called once and returns what it does when %s', (_, arounds) => {
    const returned = {};
    let calls = 0;
    const outcome = outcomeOf(
      () => {
        calls++;
        return returned;
      },
      ...arounds,
    );
    expect(outcome).toEqual({ returned });
    expect(calls).toBe(1);
  });

  it.each<[string, readonly Around[]]>([
    ['nobody wants anything around it', []],
    ['somebody calls it', [(call) => call()]],
    ['somebody keeps the error to itself', [swallow]],
    ['somebody throws another error', [(call) => [swallow(call), call(), new Error('another')]]],
    ['somebody does not call it', [() => undefined]],
  ])('is called once and throws what it does when %s', (_, arounds) => {
    let calls = 0;
    const outcome = outcomeOf(
      () => {
        calls++;
        return fails();
      },
      ...arounds,
    );
    expect(outcome).toEqual({ thrown: error });
    expect(calls).toBe(1);
  });

  it('runs inside of what the last one wants, inside of that what the first one wants', () => {
    const order: string[] = [];
    const named =
      (name: string): Around =>
      (call) => {
        order.push(`${name} begins`);
        const returned = call();
        order.push(`${name} ends`);
        return returned;
      };
    outcomeOf(() => order.push('call'), named('first'), named('last'));
    expect(order).toEqual(['last begins', 'first begins', 'call', 'first ends', 'last ends']);
  });

  it('has no error before it has failed', () => {
    expect(Object.keys(new TracedDelivery('P', 'hear', 'k', 'on_a'))).not.toContain('error');
  });
});

function swallow(call: () => unknown): unknown {
  try {
    return call();
  } catch {
    return undefined;
  }
}
