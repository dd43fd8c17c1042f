/**
 * A message of the relay as somebody might write it by hand: an event of `k.on_a` that can be delivered, unless it is told to
 * be another.
 */
export function message(attributes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    specversion: '1.0',
    type: 'plugin.hook.k.on_a',
    source: '/by-hand',
    id: '1',
    time: '2026-01-02T03:04:05.678Z',
    kindapiversion: '1.0.0',
    data: { text: 'x' },
    ...attributes,
  });
}
