import { jest } from '@jest/globals';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { ChildScript } from './support/child-script.js';

jest.setTimeout(30_000);

describe('whoever looks at deliveries', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  it('and throws in the tracing channel ends the process, as Node has it, but keeps no plugin from hearing', async () => {
    const child = new ChildScript('throwing-channel.mjs', [hookspecs, 'ends']);
    expect(await child.ended).toEqual({ code: 1, signal: null });
    expect(child.stdout).toBe('returned, heard by First, Second, Failing\n');
    expect(child.stderr).toContain('Error: tracer');
  });

  it('and throws there does no harm where uncaught exceptions are listened for: all is counted, and the application goes on', async () => {
    const child = new ChildScript('throwing-channel.mjs', [hookspecs, 'goes-on']);
    const answer = await child.result();
    expect(child.stdout).toContain('returned, heard by First, Second, Failing\n');
    expect(answer).toEqual({
      heard: 6,
      failed: ['Failing'],
      counts: [
        ['First', 2, 0, 0],
        ['Second', 2, 0, 0],
        ['Failing', 0, 2, 0],
      ],
      // Of each event: start and end of one, start, end, asyncStart and asyncEnd of another, start, error and end of the third.
      uncaught: 18,
    });
  });

  it('and keeps statistics keeps no process alive that has nothing else to do', async () => {
    const child = new ChildScript('idle-statistics.mjs', [hookspecs], { limit: 10_000 });
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(child.stdout.split('\n')).toEqual(expect.arrayContaining(['samples: 1', 'a second was told']));
  });
});
