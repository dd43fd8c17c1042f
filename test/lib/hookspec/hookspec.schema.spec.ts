import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../hookspec.schema.json'), 'utf8'),
) as Record<string, object>;

/** Every schema of the `properties` of a schema. */
function propertiesOf(holder: object): [string, Record<string, unknown>][] {
  return Object.entries((holder as { properties: Record<string, Record<string, unknown>> }).properties);
}

describe("the format's own JSON Schema", () => {
  it('is a strict JSON Schema 2020-12', () => {
    expect(() => new Ajv2020({ strict: true }).compile(schema)).not.toThrow();
  });

  it('describes every key, for editors to show', () => {
    const { hook } = schema['$defs'] as { hook: object };
    const undescribed = [...propertiesOf(schema), ...propertiesOf(hook)].filter(
      ([, property]) => typeof property['description'] !== 'string',
    );
    expect(undescribed).toEqual([]);
  });
});
