import fc from 'fast-check';
import { jsonSnapshot } from '../../../../lib/hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../../../../lib/hookspec/snapshot/lossy-value.js';
import { anyKey, anyPayload } from '../../support/any-payload.js';
import { elsewhere, refusalOf } from '../../support/dispatch-fixture.js';

describe('a payload that holds itself is refused with the path of the repetition', () => {
  it('directly', () => {
    const payload: Record<string, unknown> = {};
    payload['self'] = payload;
    expect(refusalOf(payload)).toEqual({ path: '/self', reason: 'holds itself' });
  });

  it('through lists', () => {
    const list: unknown[] = [];
    list.push([list]);
    expect(refusalOf({ list })).toEqual({ path: '/list/0/0', reason: 'holds itself' });
  });

  it('through objects of another realm', () => {
    const payload = elsewhere<Record<string, unknown>>('{ inner: {} }');
    payload['inner'] = { outer: payload };
    expect(refusalOf(payload)).toEqual({ path: '/inner/outer', reason: 'holds itself' });
  });

  it('through a toJSON', () => {
    const payload: Record<string, unknown> = {};
    payload['a'] = { toJSON: () => payload };
    expect(refusalOf(payload)).toEqual({ path: '/a', reason: 'holds itself' });
  });

  it('through a toJSON that makes a new object around itself each time', () => {
    const endless = { toJSON: () => ({ again: endless }) as unknown };
    expect(jsonSnapshot({ endless })).toBeInstanceOf(LossyValue);
  });

  it('through a boxed symbol whose valueOf is itself', () => {
    const boxed = Object(Symbol('s')) as object;
    expect(refusalOf({ a: Object.assign(boxed, { valueOf: () => boxed }) }).path).toBe('/a');
  });
});

describe('a payload that throws when it is read is refused with the path and what it threw', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  const revoked = (target: object): object => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };

  it.each([
    ['a getter', Object.defineProperty({}, 'x', { get: boom, enumerable: true }), '/a/x'],
    ['a toJSON', { toJSON: boom }, '/a'],
    ['a getter of toJSON', Object.defineProperty({}, 'toJSON', { get: boom }), '/a'],
    ['a proxy with a throwing get', new Proxy({ x: 1 }, { get: boom }), '/a'],
    ['a proxy with a throwing ownKeys', new Proxy({}, { ownKeys: boom }), '/a'],
    ['a proxy with a throwing getPrototypeOf', new Proxy({}, { getPrototypeOf: boom }), '/a'],
    ['a proxy with a throwing getOwnPropertyDescriptor', new Proxy({ x: 1 }, { getOwnPropertyDescriptor: boom }), '/a'],
    ['a boxed number with a throwing valueOf', Object.assign(Object(1) as object, { valueOf: boom }), '/a'],
  ])('%s', (_, value: unknown, path) => {
    expect(refusalOf({ a: value })).toEqual({ path, reason: 'cannot be read: boom' });
  });

  it.each([
    ['an object', {}],
    ['a list', []],
    ['a function', () => 0],
  ])('a revoked proxy of %s', (_, target) => {
    expect(refusalOf({ a: [revoked(target)] })).toEqual({
      path: '/a/0',
      reason: expect.stringMatching(/^cannot be read: .*revoked/),
    });
  });

  it('a revoked proxy as the payload itself', () => {
    expect(refusalOf(revoked({})).path).toBe('');
  });

  it('a toJSON of the payload itself', () => {
    expect(refusalOf({ toJSON: boom })).toEqual({ path: '', reason: 'cannot be read: boom' });
  });

  it.each([null, undefined, Symbol('s'), Object.create(null), new Proxy({}, { get: boom }), revoked({})])(
    'whatever a getter throws (case %#)',
    (thrown: unknown) => {
      const payload = Object.defineProperty({}, 'x', {
        enumerable: true,
        get: () => {
          throw thrown;
        },
      });
      expect(refusalOf(payload)).toEqual({ path: '/x', reason: expect.stringMatching(/^cannot be read: ./) });
    },
  );

  it('a toJSON of the payload itself that throws a revoked proxy', () => {
    const toJSON = (): never => {
      throw revoked({});
    };
    expect(refusalOf({ toJSON })).toEqual({ path: '', reason: expect.stringMatching(/^cannot be read: ./) });
  });

  it('a proxy whose trap throws a revoked proxy, with its own path', () => {
    const ownKeys = (): never => {
      throw revoked({});
    };
    expect(refusalOf({ a: { b: new Proxy({}, { ownKeys }) } }).path).toBe('/a/b');
  });
});

describe('a proxy that says it is its own prototype', () => {
  it('is not followed without end', () => {
    let asked = 0;
    const endless: object = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          // Bounded here, so that a copy which never comes to its end fails instead of hanging.
          if (++asked > 10_000) throw new Error('without end');
          return endless;
        },
      },
    );
    jsonSnapshot({ endless });
    expect(asked).toBeLessThan(10_000);
  });
});

describe('a payload nested 100,000 deep', () => {
  it.each([
    ['objects', (inner: unknown) => ({ d: inner })],
    ['lists', (inner: unknown) => [inner]],
    ['toJSON methods', (inner: unknown) => ({ toJSON: () => ({ d: inner }) })],
  ])('is refused: %s', (_, around) => {
    let payload: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) payload = around(payload);
    expect(jsonSnapshot(payload)).toBeInstanceOf(LossyValue);
  });

  it('is carried as long as the stack allows: 500 levels', () => {
    const text = '['.repeat(500) + ']'.repeat(500);
    expect(JSON.stringify(jsonSnapshot(JSON.parse(text)))).toBe(text);
  });
});

describe('whatever the payload', () => {
  it('taking its snapshot never throws, and gives exactly what JSON carries or refuses', () => {
    fc.assert(
      fc.property(anyPayload, (payload) => {
        const copy = jsonSnapshot(payload);
        if (copy instanceof LossyValue) return;
        expect(JSON.stringify(copy)).toBe(JSON.stringify(payload));
      }),
      { numRuns: 1000 },
    );
  });

  it('the path of a refusal leads to the culprit', () => {
    const step = fc.oneof(anyKey, fc.nat({ max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const payload = steps.reduceRight<unknown>(
          (inner, at) => (typeof at === 'number' ? [...Array<number>(at).fill(0), inner] : { before: 0, [at]: inner }),
          Symbol('culprit'),
        );
        const found = refusalOf(payload).path.split('/').slice(1);
        expect(found.map((text) => text.replaceAll('~1', '/').replaceAll('~0', '~'))).toEqual(steps.map(String));
      }),
    );
  });
});
