import { HOOK, KIND } from '../instance/counted-event.js';

/** Who has published what is poisoned, as far as that can be told: no subscriber may ever hear of it. */
export const POISONER = 'poisoner';

const TOO_LARGE = 100 * 1024;

const event = {
  specversion: '1.0',
  type: `plugin.hook.${KIND}.${HOOK}`,
  source: '/poisoner',
  id: 'poisoned',
  time: '2026-01-01T00:00:00Z',
  kindapiversion: '1.0.0',
  data: { publisher: POISONER, number: 0 },
};

/** Messages that no instance may take for an event, one of each kind. */
export const POISONS: Readonly<Record<string, Buffer>> = {
  noJson: Buffer.from('who is there?'),
  otherSpecversion: json({ ...event, specversion: '0.3' }),
  foreignType: json({ ...event, type: 'com.example.order.placed' }),
  otherMajor: json({ ...event, kindapiversion: '2.0.0' }),
  breaksSchema: json({ ...event, data: { publisher: POISONER, number: 'three' } }),
  // Beside the data, which no schema would let pass.
  tooLarge: json({ ...event, padding: 'x'.repeat(TOO_LARGE) }),
  noData: json({ ...event, data: undefined }),
  emptyId: json({ ...event, id: '' }),
  binary: Buffer.from(Array.from({ length: 256 }, (_, index) => 255 - index)),
  truncated: json(event).subarray(0, -10),
};

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
