import { openBus } from '../../support/dispatch-fixture.js';
import { RecordedRoute } from '../../support/recorded-route.js';
import { addRoute } from '../../support/route-fixture.js';

const boom = (): never => {
  throw new Error('boom');
};

describe('the statuses of routes', () => {
  it('are none without a route', () => {
    expect(openBus([]).dispatcher.routes.statuses()).toEqual([]);
  });

  it('tell the name of each, how it does, and what it has counted', () => {
    const bus = openBus([]);
    addRoute(bus, {}, 'one');
    addRoute(bus, { wants: () => false }, 'two');
    bus.notify();
    const health = { status: 'operational', reason: undefined, since: new Date(0) };
    expect(bus.dispatcher.routes.statuses()).toEqual([
      { name: 'one', ...health, figures: { taken: 1 } },
      { name: 'two', ...health, figures: { taken: 0 } },
    ]);
  });
});

describe('the status of a route that throws when it is asked', () => {
  it('is that it is degraded, with what it threw, and the others are asked all the same', () => {
    const bus = openBus([]);
    bus.dispatcher.routes.add('bad', (access) => Object.assign(new RecordedRoute(access), { status: boom }));
    addRoute(bus, {}, 'good');
    expect(bus.dispatcher.routes.statuses()).toEqual([
      { name: 'bad', status: 'degraded', since: expect.any(Date) as unknown, reason: 'boom', figures: {} },
      expect.objectContaining({ name: 'good', status: 'operational' }),
    ]);
  });
});

describe('what a route may do', () => {
  it('is to log, in its own name, what cannot forge another line', () => {
    const bus = openBus([]);
    const { access } = addRoute(bus);
    access.log('info', { broker: 'connected', none: undefined });
    access.log('warn', { missed: '3' });
    access.log('error', { error: 'no\nroute=x' });
    expect(bus.log.entries).toEqual([
      { level: 'info', line: 'route=r broker=connected', stack: undefined },
      { level: 'warn', line: 'route=r missed=3', stack: undefined },
      { level: 'error', line: 'route=r error="no\\nroute=x"', stack: undefined },
    ]);
  });
});
