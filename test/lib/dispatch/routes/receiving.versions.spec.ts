import { loadHookspecs } from '../../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { openBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute } from '../../support/route-fixture.js';

const folder = new HookspecFolder();
const NESTED = { type: 'object', properties: { b: { type: 'number' } }, additionalProperties: false };
folder.write('closed.json', {
  type: 'object',
  properties: { a: { type: 'number' }, nested: NESTED, list: { type: 'array', items: NESTED } },
  additionalProperties: false,
});
folder.write('open.json', { type: 'object', properties: { a: { type: 'number' } } });
folder.declareWith('k', { on_a: 'closed.json', on_b: 'open.json' }, { version: '1.2.0' });
const [hookspec] = loadHookspecs([folder.path]);
afterAll(() => folder.remove());

function receive(hook: string, kindApiVersion: string, payload: unknown): { heard: unknown[]; code: unknown } {
  const heard: unknown[] = [];
  const bus = openBus([], { hooks: [] });
  if (hookspec === undefined) throw new Error('it was written');
  bus.channels.open([hookspec]);
  bus.channels.subscribe([subscriberOf((told) => heard.push(told), 'P', hook)]);
  const { access } = addRoute(bus);
  const refused = access.receive({ kind: 'k', hook, payload, id: 'e', occurredAt: 0, kindApiVersion });
  return { heard, code: refused?.code };
}

describe('an event of a newer minor version', () => {
  it('comes without the keys that closed objects here do not know, wherever they stand', () => {
    const payload = { a: 1, x: 2, nested: { b: 3, y: 4 }, list: [{ b: 5, z: 6 }, {}] };
    expect(receive('on_a', '1.3.0', payload)).toEqual({
      heard: [{ a: 1, nested: { b: 3 }, list: [{ b: 5 }, {}] }],
      code: undefined,
    });
    expect(payload).toHaveProperty('nested.y', 4);
  });

  it('keeps what an open object does not know', () => {
    expect(receive('on_b', '1.3.0', { a: 1, x: 2 })).toEqual({ heard: [{ a: 1, x: 2 }], code: undefined });
  });

  it('is refused when it breaks the schema in another way', () => {
    expect(receive('on_a', '1.3.0', { a: 'text', x: 2 })).toEqual({ heard: [], code: 'PAYLOAD_INVALID' });
  });

  it('is told as it is when there is nothing unknown in it', () => {
    expect(receive('on_a', '1.10.0', { a: 1 })).toEqual({ heard: [{ a: 1 }], code: undefined });
  });
});

describe('an event of the same or an older minor version', () => {
  it.each(['1.2.0', '1.2.7', '1.1.0', '1.0.9'])(
    'is refused with keys that closed objects here do not know: %s',
    (version) => {
      expect(receive('on_a', version, { a: 1, x: 2 })).toEqual({ heard: [], code: 'PAYLOAD_INVALID' });
    },
  );

  it.each(['1.2.0', '1.2.7', '1.1.0'])('is told as it is: %s', (version) => {
    expect(receive('on_a', version, { a: 1, nested: {} })).toEqual({ heard: [{ a: 1, nested: {} }], code: undefined });
  });
});

describe('an event of another major version', () => {
  it.each(['2.2.0', '0.2.0', 'next'])('is refused whatever it holds: %s', (version) => {
    expect(receive('on_a', version, { a: 1 })).toEqual({ heard: [], code: 'VERSION_INCOMPATIBLE' });
  });
});
