import { jsonText } from '../../../lib/cli/json-text.js';

it('is JSON that holds what it was made of, and no character that drives a terminal', () => {
  const value = { 'a\u009b': 'b\u001b[2J\u202e\u2028\u007f\ufeff', c: ['grüße 日本 👍'] };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text).toContain('grüße 日本 👍');
});
