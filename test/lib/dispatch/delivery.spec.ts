import { LocalDelivery } from '../../../lib/dispatch/delivery.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a delivery', () => {
  it('says what was published, when and from where', () => {
    const delivery = new LocalDelivery('k', 'on_a', 'e1', 1000);
    expect([delivery.id, delivery.kind, delivery.hook, delivery.occurredAt, delivery.origin, delivery.attempt]).toEqual(
      ['e1', 'k', 'on_a', new Date(1000), 'local', 1],
    );
  });

  it('was published now, unless told otherwise', () => {
    const before = Date.now();
    const { occurredAt } = new LocalDelivery('k', 'on_a', undefined);
    expect(occurredAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(occurredAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('makes its id, a UUID, once', () => {
    const delivery = new LocalDelivery('k', 'on_a', undefined);
    expect(delivery.id).toMatch(UUID);
    expect(delivery.id).toBe(delivery.id);
  });

  it('has an id of its own', () => {
    expect(new LocalDelivery('k', 'on_a', undefined).id).not.toBe(new LocalDelivery('k', 'on_a', undefined).id);
  });

  it.each(['e1', ''])('keeps the id it was given: %j', (id) => {
    expect(new LocalDelivery('k', 'on_a', id).id).toBe(id);
  });

  it('gives out a new Date at each reading, so that changing one changes nothing', () => {
    const delivery = new LocalDelivery('k', 'on_a', 'e1', 1000);
    delivery.occurredAt.setTime(0);
    expect(delivery.occurredAt.getTime()).toBe(1000);
  });

  it.each(['id', 'kind', 'hook', 'occurredAt', 'origin', 'attempt', 'note'])('cannot be given another %s', (key) => {
    const delivery = new LocalDelivery('k', 'on_a', 'e1', 1000);
    const before = JSON.stringify(delivery);
    expect(() => Object.assign(delivery, { [key]: 'changed' })).toThrow(TypeError);
    expect(() => Object.defineProperty(delivery, key, { value: 'changed' })).toThrow(TypeError);
    expect(JSON.stringify(delivery)).toBe(before);
  });

  it('cannot be given another prototype', () => {
    expect(Reflect.setPrototypeOf(new LocalDelivery('k', 'on_a', 'e1'), { id: 'changed' })).toBe(false);
  });

  it('is written to JSON in full', () => {
    expect(JSON.parse(JSON.stringify(new LocalDelivery('k', 'on_a', 'e1', 0)))).toEqual({
      id: 'e1',
      kind: 'k',
      hook: 'on_a',
      occurredAt: '1970-01-01T00:00:00.000Z',
      origin: 'local',
      attempt: 1,
    });
  });
});
