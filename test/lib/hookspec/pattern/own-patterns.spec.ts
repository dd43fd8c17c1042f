import { Ajv2020 } from 'ajv/dist/2020.js';
import format from '../../../../hookspec.schema.json' with { type: 'json' };
import { isHookspecDocument } from '../../../../lib/hookspec/hookspec-format.js';
import { isProven } from '../../support/pattern-machine.js';

/** Every `pattern` in a schema. Neither of those here has `patternProperties`, but as the name of a property. */
function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'pattern' && typeof inner === 'string') return [inner];
    return patternsIn(inner);
  });
}

describe('the patterns that files are checked with', () => {
  it('are linear in V8 for the meta-schema of schema files', () => {
    const ajv = new Ajv2020();
    const parts = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];
    const ids = ['schema', ...parts.map((part) => `meta/${part}`)];
    const patterns = ids.flatMap((id) =>
      patternsIn(ajv.getSchema(`https://json-schema.org/draft/2020-12/${id}`)?.schema),
    );
    expect(patterns).toEqual(['^[^#]*#?$', '^[A-Za-z_][-A-Za-z0-9._]*$']);
    expect(patterns.filter((pattern) => !isProven(pattern))).toEqual([]);
  });

  it('are linear in V8 for the name of a kind or hook, and for a version in the machine only', () => {
    expect(patternsIn(format).map((pattern) => isProven(pattern))).toEqual([false, true]);
  });

  it('let no version hold up the loading', () => {
    const withVersion = (version: string) => isHookspecDocument({ kind: 'k', kind_api_version: version, hooks: [] });
    expect(withVersion(`1.0.0-${'0'.repeat(60_000)}!`)).toBe(false);
    expect(withVersion(`1.0.0-${'0.'.repeat(30_000)}`)).toBe(false);
  });

  it('start each file anew: what one of them took is not held against the next', () => {
    const document = { kind: 'k', kind_api_version: `1.0.0-${'a'.repeat(60_000)}!`, hooks: [] };
    for (let count = 0; count < 30; count++) expect(isHookspecDocument(document)).toBe(false);
  });
});
