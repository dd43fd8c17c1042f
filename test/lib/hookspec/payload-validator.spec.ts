import type { ValidateFunction } from 'ajv';
import { toPayloadValidator, type PayloadFault } from '../../../lib/hookspec/payload-validator.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { validatorFor } from '../support/hookspec-problems.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

/** What is wrong with a payload under a schema. */
function fault(schema: unknown, payload: unknown): PayloadFault | undefined {
  folder.write('s.json', schema);
  return validatorFor(folder, 's.json')(payload);
}

const EVENT = {
  type: 'object',
  properties: {
    request_id: { type: 'string', minLength: 1, maxLength: 8 },
    duration_ms: { type: 'integer', minimum: 0 },
    method: { enum: ['GET', 'POST'] },
    version: { const: 2 },
    email: { type: 'string', format: 'email' },
    tags: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' } },
    'a/b~c': { type: 'boolean' },
  },
  required: ['request_id'],
  additionalProperties: false,
};

describe('a payload', () => {
  it('that meets its schema has no fault', () => {
    const good = { request_id: 'r1', duration_ms: 5, method: 'GET', version: 2, email: 'a@example.com', tags: ['x'] };
    expect(fault(EVENT, good)).toBeUndefined();
  });

  it.each([
    [{}, '', "must have required property 'request_id'"],
    ['text', '', 'must be object'],
    [null, '', 'must be object'],
    [undefined, '', 'must be object'],
    [{ request_id: 5 }, '/request_id', 'must be string'],
    [{ request_id: '' }, '/request_id', 'must NOT have fewer than 1 characters'],
    [{ request_id: 'r1', duration_ms: 0.5 }, '/duration_ms', 'must be integer'],
    [{ request_id: 'r1', duration_ms: -1 }, '/duration_ms', 'must be >= 0'],
    [{ request_id: 'r1', method: 'PUT' }, '/method', 'must be equal to one of the allowed values: ["GET","POST"]'],
    [{ request_id: 'r1', version: 3 }, '/version', 'must be equal to constant: 2'],
    [{ request_id: 'r1', email: 'nobody' }, '/email', 'must match format "email"'],
    [{ request_id: 'r1', tags: ['ok', 'NOT'] }, '/tags/1', 'must match pattern "^[a-z]+$"'],
    [{ request_id: 'r1', 'a/b~c': 1 }, '/a~1b~0c', 'must be boolean'],
    [{ request_id: 'r1', extra: 1 }, '', "must NOT have additional properties: 'extra'"],
  ])('%j is at fault at %j: %s', (payload, path, reason) => {
    expect(fault(EVENT, payload)).toEqual({ path, reason });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'with an own key %s that its schema does not know is refused',
    (key) => {
      const payload: unknown = JSON.parse(`{"request_id":"r1","${key}":1}`);
      expect(fault(EVENT, payload)).toEqual({ path: '', reason: `must NOT have additional properties: '${key}'` });
    },
  );

  it.each(['__proto__', 'constructor', 'toString'])('does not have a required key %s by inheritance', (key) => {
    expect(fault({ required: [key] }, {})).toEqual({ path: '', reason: `must have required property '${key}'` });
  });

  it('does not have a required key by its class', () => {
    class Event {
      get request_id(): string {
        return 'r1';
      }
    }
    expect(fault({ required: ['request_id'] }, new Event())).toHaveProperty('path', '');
  });

  it('is checked for a key named constructor only when it has one of its own', () => {
    const schema = { properties: { constructor: { type: 'string' } } };
    expect(fault(schema, {})).toBeUndefined();
    expect(fault(schema, { constructor: 1 })).toEqual({ path: '/constructor', reason: 'must be string' });
  });

  it('with a key that no part of its schema evaluates is refused, and the key is named', () => {
    const schema = { allOf: [{ properties: { a: true } }], unevaluatedProperties: false };
    expect(fault(schema, { a: 1, extra: 1 })?.reason).toContain("'extra'");
  });

  it('that meets no branch of anyOf is not told that it must meet the first', () => {
    const found = fault({ anyOf: [{ type: 'string' }, { type: 'number' }] }, true);
    expect(found).toEqual({ path: '', reason: 'must match a schema in anyOf' });
  });

  it('is not changed: no default, no coercion', () => {
    const payload = { n: '5' };
    expect(fault({ properties: { n: { type: 'number' }, d: { default: 1 } } }, payload)).toHaveProperty('path', '/n');
    expect(payload).toEqual({ n: '5' });
  });

  it.each([
    [{ maxLength: 3 }, 'the-secret'],
    [{ enum: ['a'] }, 'the-secret'],
    [{ const: 'a' }, 'the-secret'],
    [{ pattern: '^a' }, 'the-secret'],
    [{ format: 'date-time' }, 'the-secret'],
    [{ type: 'number' }, 'the-secret'],
    [{ not: { type: 'string' } }, 'the-secret'],
    [{ uniqueItems: true }, ['the-secret', 'the-secret']],
    [{ contains: { type: 'number' } }, ['the-secret']],
    [{ items: { enum: ['a'] } }, ['the-secret']],
    [{ additionalProperties: { const: 'a' } }, { key: 'the-secret' }],
    [{ dependentRequired: { key: ['other'] } }, { key: 'the-secret' }],
    [{ if: { type: 'number' }, else: { maxLength: 1 } }, 'the-secret'],
    [false, 'the-secret'],
  ])('that breaks %j does not show its values in the reason', (schema, payload) => {
    const found = fault(schema, payload);
    expect(found).toBeDefined();
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('of a recursive schema is checked all the way down', () => {
    const tree = { properties: { value: { type: 'number' }, children: { items: { $ref: '#' } } } };
    const payload = { children: [{ value: 1 }, { children: [{ value: 'x' }] }] };
    expect(fault(tree, payload)).toEqual({ path: '/children/1/children/0/value', reason: 'must be number' });
  });

  it('whose getter throws makes the check throw that', () => {
    const payload = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('from the getter');
      },
    });
    expect(() => fault({ properties: { a: { type: 'string' } } }, payload)).toThrow('from the getter');
  });

  it('has a reason even when the check gives none', () => {
    const silent = Object.assign(() => false, { errors: [{ keyword: 'mystery', instancePath: '/a', params: {} }] });
    expect(toPayloadValidator(silent as unknown as ValidateFunction)(1)).toEqual({
      path: '/a',
      reason: "breaks 'mystery'",
    });
    const mute = Object.assign(() => false, { errors: null });
    expect(toPayloadValidator(mute as unknown as ValidateFunction)(1)).toEqual({
      path: '',
      reason: 'breaks its schema',
    });
  });
});
