import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp, type TestApp } from '../lib/support/start-app.js';

const boom = (): never => {
  throw new Error('boom');
};

function cyclic(): object {
  const payload: Record<string, unknown> = {};
  payload['self'] = { again: payload };
  return payload;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('payloads that are hostile', () => {
  const folder = new HookspecFolder();
  folder.write('schemas/text.json', { type: 'object', properties: { text: { type: 'string' } } });
  folder.write('schemas/any.json', true);
  const hookspecs = folder.declareWith('k', { on_any: 'schemas/any.json', on_text: 'schemas/text.json' });
  afterAll(() => folder.remove());

  @Injectable()
  class First {
    readonly heard: unknown[] = [];

    @OnHook('k', 'on_any')
    @OnHook('k', 'on_text')
    hear(payload: unknown): unknown {
      return this.heard.push(payload);
    }
  }
  @Injectable()
  class Second extends First {
    override async hear(payload: unknown): Promise<void> {
      await Promise.resolve();
      super.hear(payload);
    }
  }

  let current: TestApp;
  const start = async (...providers: (new () => object)[]): Promise<TestApp> => {
    current = await startApp({ hookspecs }, { providers });
    return current;
  };
  const heardBy = (plugin: typeof First): unknown[] => current.app.get(plugin).heard;
  afterEach(() => current.app.close());

  it.each<[string, unknown, path: string]>([
    ['a payload that holds itself', cyclic(), '/self/again'],
    ['a getter that throws', { a: Object.defineProperty({}, 'x', { get: boom, enumerable: true }) }, '/a/x'],
    ['a toJSON that throws', { a: { toJSON: boom } }, '/a'],
    ['a revoked Proxy', { a: [revoked()] }, '/a/0'],
    ['a revoked Proxy as the payload', revoked(), '""'],
    ['a BigInt', { a: 1n }, '/a'],
    ['NaN', { a: [0, Number.NaN] }, '/a/1'],
    ['a Map', { a: new Map([[1, 2]]) }, '/a'],
    ['a function', { a: boom }, '/a'],
    ['undefined in an array', { a: [1, undefined] }, '/a/1'],
  ])('#9 %s is refused with its path: nothing is thrown, and nobody is called', async (_, payload, path) => {
    const { notify, log, registry } = await start(First, Second);
    expect(() => notify.notify('k', 'on_any', payload)).not.toThrow();
    const { delivered, failed, refused } = await notify.dispatch('k', 'on_any', payload);
    expect({ delivered, failed, code: refused?.code }).toEqual({ delivered: 0, failed: [], code: 'PAYLOAD_INVALID' });
    const line = expect.stringContaining(`kind=k hook=on_any refused=PAYLOAD_INVALID path=${path} error=`) as unknown;
    expect(log.lines('error')).toEqual([line, line]);
    expect(registry.kinds()[0]?.hooks[0]?.refused).toBe(2);
    expect([...heardBy(First), ...heardBy(Second)]).toEqual([]);
  });

  class Order {
    readonly #secret = 7;
    readonly placedAt = new Date(0);

    constructor(readonly id: string) {}

    get secret(): number {
      return this.#secret;
    }
  }
  it.each<[string, unknown, carried: unknown]>([
    ['a Date', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['a DTO class instance', new Order('o1'), { placedAt: '1970-01-01T00:00:00.000Z', id: 'o1' }],
    ['a key whose value is undefined', { a: 1, b: undefined }, { a: 1 }],
    [
      'all of them, in a list',
      [new Order('o1'), { b: undefined }],
      [{ placedAt: '1970-01-01T00:00:00.000Z', id: 'o1' }, {}],
    ],
  ])('#9 %s arrives as JSON would carry it', async (_, payload, carried) => {
    const { notify, log } = await start(First, Second);
    await notify.dispatch('k', 'on_any', payload);
    expect(log.lines('error')).toEqual([]);
    for (const [heard, ...more] of [heardBy(First), heardBy(Second)]) {
      expect(heard).toStrictEqual(carried);
      expect(JSON.stringify(heard)).toBe(JSON.stringify(payload));
      expect(more).toEqual([]);
    }
  });

  it('#10 of a getter that answers differently the second time subscribers see the value that was validated', async () => {
    const { notify, log } = await start(First, Second);
    const answers: unknown[] = ['valid', 42, 43, 44];
    const payload = {
      get text(): unknown {
        return answers.shift();
      },
    };
    expect((await notify.dispatch('k', 'on_text', payload)).delivered).toBe(2);
    expect(heardBy(First)).toEqual([{ text: 'valid' }]);
    expect(heardBy(Second)).toEqual([{ text: 'valid' }]);
    expect(answers).toEqual([42, 43, 44]);

    // The answer that is not valid now comes first.
    expect((await notify.dispatch('k', 'on_text', payload)).refused?.code).toBe('PAYLOAD_INVALID');
    expect(log.lines('error')).toEqual([expect.stringContaining('path=/text error="must be string"')]);
    expect(heardBy(First)).toHaveLength(1);
  });

  interface Event {
    id?: string;
    list: number[];
    deep: { x: number };
  }
  it.each<[string, mutate: (event: Event) => void]>([
    ['sets a key', (event) => (event.id = 'mine')],
    ['removes a key', (event) => delete event.id],
    ['adds to a list', (event) => event.list.push(2)],
    ['reverses a list', (event) => event.list.reverse()],
    ['sets a key deep inside', (event) => (event.deep.x = 2)],
    ['defines a property', (event) => Object.defineProperty(event.deep, 'y', { value: 1 })],
    ['sets a prototype', (event) => Object.setPrototypeOf(event.deep, null)],
  ])('#11 a subscriber that %s fails with its own TypeError, and nobody else sees a change', async (_, mutate) => {
    class Mutating {
      @OnHook('k', 'on_any')
      hear(event: Event): void {
        mutate(event);
      }
    }
    const { notify, registry, log } = await start(Mutating, First, Second);
    const payload = { id: 'p1', list: [3, 1], deep: { x: 1 } };
    const { delivered, failed } = await notify.dispatch('k', 'on_any', payload);
    expect(delivered).toBe(2);
    expect(failed).toEqual([{ plugin: 'Mutating', error: expect.any(TypeError) as unknown }]);
    expect(heardBy(First)).toEqual([{ id: 'p1', list: [3, 1], deep: { x: 1 } }]);
    expect(heardBy(Second)).toEqual(heardBy(First));
    expect(payload).toEqual({ id: 'p1', list: [3, 1], deep: { x: 1 } });
    expect(registry.subscribersOf('k', 'on_any').map((subscriber) => subscriber.failed)).toEqual([1, 0, 0]);
    expect(log.lines('error')).toEqual([expect.stringMatching(/^plugin=Mutating error=/)]);
  });
});
