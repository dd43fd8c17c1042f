import { BootstrapBuffer } from '../../../lib/dispatch/bootstrap-buffer.js';
import { MAX_LINE_LENGTH } from '../../../lib/dispatch/log-line.js';
import { describeLostEvents } from '../../../lib/dispatch/lost-events.js';

function bufferWith(hooks: readonly string[], capacity = 1_000): BootstrapBuffer {
  const buffer = new BootstrapBuffer(capacity);
  for (const hook of hooks) buffer.push({ kind: 'k', hook, payload: {}, id: undefined, occurredAt: 0 });
  return buffer;
}

describe('what is said of events that are lost with a start', () => {
  it('is nothing when there are none', () => {
    expect(describeLostEvents(bufferWith([]))).toBeUndefined();
  });

  it('is how many there were, and of which hooks', () => {
    expect(describeLostEvents(bufferWith(['on_a', 'on_b', 'on_a']))).toBe(
      '3 events published while starting were never delivered, since the start was cut short: 2 k.on_a, 1 k.on_b',
    );
  });

  it('is in the singular for one', () => {
    expect(describeLostEvents(bufferWith(['on_a']))).toMatch(/^1 event published while starting was never delivered,/);
  });

  it('includes those that had no room', () => {
    expect(describeLostEvents(bufferWith(['on_a', 'on_b', 'on_b'], 1))).toMatch(
      /^3 events .*: 2 that the bootstrap buffer had no room for, 1 k\.on_a$/,
    );
  });

  it('names 10 hooks and counts the others', () => {
    const hooks = Array.from({ length: 12 }, (_, index) => `on_${index}`);
    expect(describeLostEvents(bufferWith(hooks))).toMatch(/: 1 k\.on_0, .*1 k\.on_9, those of 2 more hooks$/);
  });

  it('counts no others when there are 10', () => {
    const hooks = Array.from({ length: 10 }, (_, index) => `on_${index}`);
    expect(describeLostEvents(bufferWith(hooks))).toMatch(/1 k\.on_9$/);
  });

  it('is one line of bounded length, whatever the hooks are called', () => {
    const hooks = Array.from({ length: 12 }, (_, index) => `\nplugin=x\u2028${index}${'y'.repeat(10_000)}`);
    const line = describeLostEvents(bufferWith(hooks)) ?? '';
    expect(line.length).toBeLessThanOrEqual(MAX_LINE_LENGTH);
    expect(line).not.toMatch(/[\n\u2028]/);
    expect(line).toContain('\\nplugin=x\\u20280yyy');
  });

  it('has room for all there is to say, however long the names are', () => {
    const hooks = Array.from({ length: 12 }, (_, index) => `${index}${'y '.repeat(10_000)}`);
    expect(describeLostEvents(bufferWith([...hooks, 'on_a'], 12))).toMatch(
      /^13 events .*: 1 that .* no room for, 1 "k\.0y .*, 1 "k\.9y .*, those of 2 more hooks$/,
    );
  });

  it('lets no name pass for several', () => {
    expect(describeLostEvents(bufferWith(['on_a, 7 k.on_b']))).toMatch(/: 1 "k\.on_a, 7 k\.on_b"$/);
  });
});
