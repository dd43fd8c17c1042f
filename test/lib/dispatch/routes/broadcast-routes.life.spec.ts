import { jest } from '@jest/globals';
import { openBus, startingBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute } from '../../support/route-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const never = (): Promise<void> => new Promise(() => undefined);
const boom = (): never => {
  throw new Error('boom');
};

describe('a route in the life of an application', () => {
  it('is told of each step once, in their order', async () => {
    const bus = startingBus([]);
    const route = addRoute(bus);
    expect(route.told).toEqual([]);
    bus.dispatcher.open();
    bus.dispatcher.open();
    expect(route.told).toEqual(['open']);
    await bus.dispatcher.beginShutdown();
    expect(route.told).toEqual(['open', 'begin shutdown']);
    await bus.dispatcher.close();
    expect(route.told).toEqual(['open', 'begin shutdown', 'close 1000']);
  });

  it('is told that shutdown begins where that step was left out', async () => {
    const bus = openBus([]);
    const route = addRoute(bus);
    await bus.dispatcher.close();
    expect(route.told).toEqual(['begin shutdown', 'close 1000']);
  });

  it('is closed though the start was cut short before it was opened', async () => {
    const bus = startingBus([]);
    const route = addRoute(bus);
    await bus.dispatcher.close();
    expect(route.told).toEqual(['begin shutdown', 'close 1000']);
  });

  it('is told that shutdown begins also when it is only closed', async () => {
    const bus = openBus([]);
    const route = addRoute(bus);
    await bus.dispatcher.routes.close(5);
    expect(route.told).toEqual(['begin shutdown', 'close 5']);
  });

  it('takes events until the application has shut down, and none after that', async () => {
    const bus = openBus([]);
    const route = addRoute(bus, { onClose: async () => bus.notify('while it closes') });
    await bus.dispatcher.beginShutdown();
    bus.notify('while it shuts down');
    await bus.dispatcher.close();
    bus.notify('afterwards');
    expect(route.payloads).toEqual(['while it shuts down']);
    expect(bus.log.lines).toEqual([
      expect.stringMatching(/^kind=k hook=on_a refused=SHUT_DOWN /),
      expect.stringMatching(/^kind=k hook=on_a refused=SHUT_DOWN /),
    ]);
  });

  it('begins to shut down before deliveries are waited for', async () => {
    const bus = openBus([subscriberOf(never)]);
    const route = addRoute(bus);
    bus.notify();
    void bus.dispatcher.beginShutdown();
    expect(route.told).toEqual(['begin shutdown']);
    await jest.advanceTimersByTimeAsync(1000);
  });

  it('is closed once the deliveries have settled, with the time that is left', async () => {
    const bus = openBus([subscriberOf(() => new Promise((resolve) => setTimeout(resolve, 400)))]);
    const route = addRoute(bus);
    bus.notify();
    const closed = bus.dispatcher.close();
    await jest.advanceTimersByTimeAsync(399);
    expect(route.told).toEqual(['begin shutdown']);
    await jest.advanceTimersByTimeAsync(1);
    await closed;
    expect(route.told).toEqual(['begin shutdown', 'close 600']);
  });

  it('has what both steps of the shutdown leave, without the time between them', async () => {
    const bus = openBus([subscriberOf(() => new Promise((resolve) => setTimeout(resolve, 300)))]);
    const route = addRoute(bus);
    bus.notify();
    const begun = bus.dispatcher.beginShutdown();
    await jest.advanceTimersByTimeAsync(300);
    await begun;
    await jest.advanceTimersByTimeAsync(60_000);
    bus.notify();
    const closed = bus.dispatcher.close();
    await jest.advanceTimersByTimeAsync(300);
    await closed;
    expect(route.told).toEqual(['begin shutdown', 'close 400']);
  });

  it('has no time when deliveries had to be given up', async () => {
    const bus = openBus([subscriberOf(never)]);
    const route = addRoute(bus);
    bus.notify();
    const closed = bus.dispatcher.close();
    await jest.advanceTimersByTimeAsync(1000);
    await closed;
    expect(route.told).toEqual(['begin shutdown', 'close 0']);
  });

  it('is waited for where it closes, all routes at once', async () => {
    const bus = openBus([]);
    const later = () => new Promise<void>((resolve) => setTimeout(resolve, 500));
    addRoute(bus, { onClose: later }, 'one');
    addRoute(bus, { onClose: later }, 'two');
    let isClosed = false;
    const closed = bus.dispatcher.close().then(() => (isClosed = true));
    await jest.advanceTimersByTimeAsync(499);
    expect(isClosed).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(isClosed).toBe(true);
    await closed;
  });
});

describe('an application that is closed twice', () => {
  it('closes its routes once', async () => {
    const bus = openBus([]);
    const route = addRoute(bus);
    await bus.dispatcher.close();
    await bus.dispatcher.close();
    expect(route.told).toEqual(['begin shutdown', 'close 1000']);
  });

  it('waits both times until they are closed', async () => {
    const bus = openBus([]);
    addRoute(bus, { onClose: () => new Promise((resolve) => setTimeout(resolve, 500)) });
    const closed: string[] = [];
    void bus.dispatcher.routes.close(1000).then(() => closed.push('one'));
    void bus.dispatcher.routes.close(1000).then(() => closed.push('two'));
    await jest.advanceTimersByTimeAsync(499);
    expect(closed).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(closed).toEqual(['one', 'two']);
  });
});

describe('a route that does not close', () => {
  it('is waited for 3 seconds longer than it may take, and then logged', async () => {
    const bus = openBus([]);
    addRoute(bus, { onClose: never });
    let isClosed = false;
    void bus.dispatcher.close().then(() => (isClosed = true));
    await jest.advanceTimersByTimeAsync(3999);
    expect(isClosed).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(isClosed).toBe(true);
    expect(bus.log.lines).toEqual(['route=r error="it did not close within 4000 ms"']);
  });

  it('keeps no other from closing, and leaves no timer behind', async () => {
    const bus = openBus([]);
    addRoute(bus, { onClose: never }, 'bad');
    const good = addRoute(bus, {}, 'good');
    void bus.dispatcher.routes.close(0);
    await jest.advanceTimersByTimeAsync(0);
    expect(good.told).toEqual(['begin shutdown', 'close 0']);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(3000);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a route that throws in the life of an application', () => {
  it.each(['onOpen', 'onShutdown', 'onClose'])('is logged, and the others are told all the same: %s', async (step) => {
    const bus = startingBus([]);
    addRoute(bus, { [step]: boom }, 'bad');
    const good = addRoute(bus, {}, 'good');
    bus.dispatcher.open();
    await bus.dispatcher.beginShutdown();
    await bus.dispatcher.close();
    expect(good.told).toEqual(['open', 'begin shutdown', 'close 1000']);
    expect(bus.log.entries).toEqual([{ level: 'error', line: 'route=bad error=boom', stack: undefined }]);
  });

  it.each([null, undefined, 'text', new Error('boom')])('may reject with anything where it closes: %p', async (why) => {
    const bus = openBus([]);
    addRoute(bus, { onClose: () => Promise.reject(why) });
    await expect(bus.dispatcher.close()).resolves.toBeUndefined();
    expect(bus.log.lines).toEqual([expect.stringMatching(/^route=r error=(null|undefined|text|boom)$/)]);
  });
});
