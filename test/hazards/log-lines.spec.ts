import { jest } from '@jest/globals';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { ChildScript } from './support/child-script.js';

jest.setTimeout(30_000);

// What terminals and log collectors take for the end of a line.
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
// oxlint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[\d;]+m/g;

describe("#13 what Nest's text logger prints when messages and stacks try to forge lines, 5 MB long some of them", () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  it.each([
    ['without colours', { NO_COLOR: '1' }],
    ['with colours', { NO_COLOR: '', FORCE_COLOR: '1' }],
  ])('has one line of ours for each, and no other that begins with plugin= or holds one: %s', async (_, env) => {
    const child = new ChildScript('forging.mjs', [hookspecs], { env });
    expect(await child.ended).toEqual({ code: 0, signal: null });

    const printed = child.stderr.replaceAll(COLOUR, '');
    // Nothing but the logger's colours is left of what a terminal obeys.
    expect(printed).not.toContain('\u001b');
    const lines = printed
      .split(LINE_ENDS)
      .map((line) => line.replace(/^\[Nest\] .* ERROR \[PluginSystem\] /, 'ours: '));
    expect(lines.filter((line) => /^\s*plugin=/.test(line))).toEqual([]);
    const ours = lines.filter((line) => line.startsWith('ours: '));
    expect(ours).toEqual([
      ...Array.from({ length: 10 }, () => expect.stringMatching(/^ours: plugin=Forging error=.* kind=k hook=on_a$/)),
      expect.stringMatching(/^ours: kind=".*" hook=on_a refused=KIND_UNKNOWN error=/),
      expect.stringMatching(/^ours: kind=k hook=".*" refused=HOOK_UNKNOWN error=/),
      expect.stringMatching(/^ours: kind=k hook=on_a refused=PAYLOAD_INVALID path=".*" error=/),
    ]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual('ours: '.length + 1024);
    expect(child.stdout).not.toMatch(/plugin=x/);
  });
});
