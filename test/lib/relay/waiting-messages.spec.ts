import { WaitingMessages } from '../../../lib/relay/waiting-messages.js';

/** So many messages of two bytes: `m0`, `m1` … */
function waiting(count: number): WaitingMessages {
  const messages = new WaitingMessages();
  for (let index = 0; index < count; index++) messages.push({ message: `m${index}`, bytes: 2 });
  return messages;
}

describe('the messages that wait', () => {
  it('are none at first', () => {
    const messages = waiting(0);
    expect(messages).toMatchObject({ size: 0, bytes: 0 });
    expect(messages.at(0)).toBeUndefined();
  });

  it('are counted from the first that is still there', () => {
    const messages = waiting(5);
    messages.shift(2);
    expect(messages).toMatchObject({ size: 3, bytes: 6 });
    expect([0, 1, 2, 3].map((index) => messages.at(index)?.message)).toEqual(['m2', 'm3', 'm4', undefined]);
  });

  it('keep their order however many are taken away at once, and whatever comes meanwhile', () => {
    const messages = waiting(0);
    const taken: unknown[] = [];
    for (let count = 0; count < 5000; count++) {
      messages.push({ message: `m${count}`, bytes: 1 });
      if (count % 3 > 0) continue;
      taken.push(messages.at(0)?.message);
      messages.shift(1);
    }
    while (messages.size > 0) {
      taken.push(messages.at(0)?.message);
      messages.shift(1);
    }
    expect(taken).toEqual(Array.from({ length: 5000 }, (_, index) => `m${index}`));
    expect(messages.bytes).toBe(0);
  });

  it('leave few of those behind that are gone, while others wait', () => {
    const messages = waiting(10_000);
    const gaps: number[] = [];
    while (messages.size > 300) {
      messages.shift(256);
      gaps.push((Reflect.get(messages, 'entries') as unknown[]).length - messages.size);
    }
    // They go by the thousand: to move the others at each batch would be quadratic.
    expect(Math.max(...gaps)).toBe(768);
  });

  it('do not keep the text of one that is gone, while its place is still there', () => {
    const messages = waiting(3);
    messages.shift(1);
    expect(Reflect.get(messages, 'entries')).toEqual([undefined, expect.anything(), expect.anything()]);
  });

  it('leave nothing behind when the last one is taken away', () => {
    const messages = waiting(3);
    messages.shift(3);
    expect(Reflect.get(messages, 'entries')).toEqual([]);
  });
});
