import { readFileSync } from 'node:fs';

import { MAX_LENGTH } from '../../../sample-app/request-events/event-bounds.js';

interface ObjectSchema {
  readonly additionalProperties: boolean;
  readonly properties: Record<string, { type: string; minLength?: number; maxLength?: number; description?: string }>;
}

describe.each(['request_event.json', 'request_error_event.json'])('hookspecs/schemas/%s', (file) => {
  const schema = JSON.parse(readFileSync(`hookspecs/schemas/${file}`, 'utf8')) as ObjectSchema;
  const strings = Object.entries(schema.properties).filter(([, property]) => property.type === 'string');

  it('is a closed object', () => {
    expect(schema.additionalProperties).toBe(false);
  });

  it('bounds every string just as the interceptor does', () => {
    const bounds = strings.map(([name, { minLength, maxLength }]) => [name, minLength, maxLength]);

    expect(bounds).toEqual(strings.map(([name]) => [name, 1, MAX_LENGTH[name as keyof typeof MAX_LENGTH]]));
  });

  it('describes every property', () => {
    expect(Object.values(schema.properties).every(({ description }) => description !== undefined)).toBe(true);
  });
});
