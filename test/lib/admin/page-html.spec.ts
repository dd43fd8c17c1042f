import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PAGE_HTML } from '../../../lib/admin/page-html.js';

const ROOT = resolve(import.meta.dirname, '../../..');

interface Script {
  pageHtmlText(): string;
}

describe('the admin page', () => {
  it('is made of lib/admin/page with the esbuild that is installed; if not, run `npm run page`', async () => {
    const { pageHtmlText } = (await import(resolve(ROOT, 'scripts/page.mjs'))) as Script;
    expect(pageHtmlText() === readFileSync(resolve(ROOT, 'lib/admin/page-html.ts'), 'utf8')).toBe(true);
  });

  it('has its style and its script in it, each with a nonce, and nothing else that its policy would refuse', () => {
    expect(PAGE_HTML.match(/\{\{.*?\}\}/g)).toEqual(['{{suffix}}', '{{nonce}}', '{{nonce}}']);
    expect(PAGE_HTML.match(/<(?:style|script)\b[^>]*>/g)).toEqual([
      '<style nonce="{{nonce}}">',
      '<script nonce="{{nonce}}">',
    ]);
    expect(PAGE_HTML).not.toMatch(/<[^>]+\s(?:style|on\w+|src)=/);
    expect(PAGE_HTML.match(/<\/script/g)).toHaveLength(1);
  });
});
