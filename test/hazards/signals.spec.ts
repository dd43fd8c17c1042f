import { jest } from '@jest/globals';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { ChildScript } from './support/child-script.js';

jest.setTimeout(30_000);

// The children's shutdownTimeout is 500 ms. Within this many milliseconds a child starts and ends, or is killed.
const LIMIT = 10_000;

describe('#24 SIGTERM', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a', 'on_b']);
  afterAll(() => folder.remove());

  it('with a subscriber that never settles ends the process after shutdownTimeout, and names the subscriber', async () => {
    const child = new ChildScript('hanging.mjs', [hookspecs], { limit: LIMIT });
    await child.says('told');
    child.signal('SIGTERM');
    expect(await child.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(child.stderr).toMatch(
      /\[PluginSystem\] plugin=Hanging error="1 delivery did not settle within 500 ms \(option shutdownTimeout\)" kind=k hook=on_a\n/,
    );
    expect(child.stderr).not.toContain('plugin=Steady');
  });

  it.each([
    ['on_a', '1 event published while starting was never delivered, since the start was cut short: 1 k.on_a'],
    [
      'on_a,on_b,on_a',
      '3 events published while starting were never delivered, since the start was cut short: 2 k.on_a, 1 k.on_b',
    ],
  ])(
    'while an onModuleInit is pending ends the process, and counts and names the events kept: %s',
    async (events, line) => {
      const child = new ChildScript('pending-start.mjs', [hookspecs, events], { limit: LIMIT });
      await child.says('waiting');
      child.signal('SIGTERM');
      expect(await child.ended).toEqual({ code: null, signal: 'SIGTERM' });
      expect(child.stderr.split('\n').filter((text) => text.endsWith(`[PluginSystem] ${line}`))).toHaveLength(1);
      expect(child.stdout.split('\n')).not.toContain('heard');
    },
  );
});
