import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withCodeParts } from '../../../lib/hookspec/compiled/code-parts.js';
import { linearPattern } from '../../../lib/hookspec/pattern/linear-pattern.js';

const ROOT = resolve(import.meta.dirname, '../../..');

interface Script {
  ownChecksText(pattern: typeof linearPattern, withParts: typeof withCodeParts): string;
}

describe('the checks that are made ahead of time', () => {
  it('are those of hookspec.schema.json and of the ajv that is installed; if not, run `npm run own-checks`', async () => {
    const { ownChecksText } = (await import(resolve(ROOT, 'scripts/own-checks.mjs'))) as Script;
    const text = ownChecksText(linearPattern, withCodeParts);
    expect(text === readFileSync(resolve(ROOT, 'lib/hookspec/own-checks.ts'), 'utf8')).toBe(true);
  });
});
