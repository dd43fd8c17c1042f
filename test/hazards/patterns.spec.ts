import { jest } from '@jest/globals';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { ChildScript } from './support/child-script.js';

jest.setTimeout(30_000);

describe('#8 a pattern that takes a backtracking matcher for ever', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  /** Which texts an application hears whose hook has this pattern. It is killed when it does not come to an end. */
  function heard(pattern: string, texts: readonly string[], keyword = 'pattern'): Promise<boolean[]> {
    const rule = keyword === 'pattern' ? { type: 'string', pattern } : { type: 'string', not: { pattern } };
    folder.write('s.json', { type: 'object', properties: { text: rule } });
    folder.declareWith('k', { on_a: 's.json' });
    const file = folder.write('texts.json', texts);
    return new ChildScript('patterns.mjs', [folder.path, file], { limit: 8_000 }).result<boolean[]>();
  }

  it('^(a+)+$ tells 30 characters that match it from 30 that nearly do', async () => {
    const [good, bad] = ['a'.repeat(30), `${'a'.repeat(30)}!`];
    expect(await heard('^(a+)+$', [good, bad, 'a', '!', ''])).toEqual([true, false, true, false, false]);
  });

  it('^(a+)+$ under `not` accepts what nearly matches it, and refuses what does', async () => {
    const [good, bad] = [`${'a'.repeat(30)}!`, 'a'.repeat(30)];
    expect(await heard('^(a+)+$', [good, bad], 'not')).toEqual([true, false]);
  });

  it.each([
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'abAb', 'a'],
    [String.raw`^(\w+\s?)*$`, 'two words', 'a'],
    ['^(a|aa)+$', 'aaa', 'a'],
  ])('%s still hears a good text, and refuses a bad one of 100,000 characters', async (pattern, good, unit) => {
    expect(await heard(pattern, [good, `${unit.repeat(99_999)}!`])).toEqual([true, false]);
  });
});
