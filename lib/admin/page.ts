import { randomBytes } from 'node:crypto';
import { PAGE_HTML } from './page-html.js';

const NONCE = '{{nonce}}';
const SUFFIX = '{{suffix}}';

/**
 * The page, and the headers that go with it. Each answer has a nonce of its own.
 *
 * @param suffix what the path of the page has behind that of the routes: the page takes it off to find them
 */
export function page(suffix: '' | '/ui'): {
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
} {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'Referrer-Policy': 'no-referrer',
    },
    html: PAGE_HTML.replaceAll(NONCE, nonce).replace(SUFFIX, suffix),
  };
}
