import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { BroadcastRoutes, NotifyService } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { RecordedRoute } from '../support/recorded-route.js';
import { bootError, startApp } from '../support/start-app.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

/** A part of the application that adds a route while it initialises, as the relay does. */
@Injectable()
class Part implements OnModuleInit {
  route: RecordedRoute | undefined;

  constructor(@Inject(BroadcastRoutes) private readonly routes: BroadcastRoutes) {}

  onModuleInit(): void {
    this.route = this.routes.add('r', (access) => new RecordedRoute(access));
  }
}

function routeOf({ route }: Part): RecordedRoute {
  if (route === undefined) throw new Error('it was not initialised');
  return route;
}

describe('the registry', () => {
  it('tells of no routes in an application that has none', async () => {
    const { app, registry } = await startApp({ hookspecs });
    expect(registry.routes()).toEqual([]);
    await app.close();
  });

  it('tells how each route does, and what it has counted, as of the moment', async () => {
    const { app, registry, notify } = await startApp({ hookspecs }, { providers: [Part] });
    const before = registry.routes();
    notify.notify('k', 'on_a', {});
    const health = { name: 'r', status: 'operational', reason: undefined, since: new Date(0) };
    expect(before).toEqual([{ ...health, figures: { taken: 0 } }]);
    expect(registry.routes()).toEqual([{ ...health, figures: { taken: 1 } }]);
    await app.close();
  });

  it('counts what a hook has received apart from what was published', async () => {
    const { app, registry, notify } = await startApp({ hookspecs }, { providers: [Part] });
    const event = { kind: 'k', hook: 'on_a', payload: {}, id: 'e', occurredAt: 0, kindApiVersion: '1.0.0' };
    routeOf(app.get(Part)).access.receive(event);
    routeOf(app.get(Part)).access.receive(event);
    routeOf(app.get(Part)).access.receive({ ...event, kindApiVersion: '2.0.0' });
    notify.notify('k', 'on_a', {});
    const [onA, onB] = registry.kinds().flatMap(({ hooks }) => hooks);
    expect(onA).toMatchObject({ published: 1, received: 2, refused: 0 });
    expect(onB).toMatchObject({ published: 0, received: 0 });
    await app.close();
  });
});

describe('a part of an application', () => {
  it('takes part in its whole life with its route, and what is published while it starts is taken', async () => {
    @Injectable()
    class Early implements OnModuleInit {
      constructor(@Inject(NotifyService) private readonly notifyService: NotifyService) {}

      onModuleInit(): void {
        this.notifyService.notify('k', 'on_a', 0);
      }
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [Early, Part] });
    const route = routeOf(app.get(Part));
    expect(route.told).toEqual(['open']);
    notify.notify('k', 'on_b', 1);
    await app.close();
    expect(route.payloads).toEqual([0, 1]);
    expect(route.told.map((word) => word.replace(/ \d+$/, ''))).toEqual(['open', 'begin shutdown', 'close']);
  });

  it('that adds a second route of one name fails the start', async () => {
    @Injectable()
    class Again extends Part {}
    expect(await bootError({ hookspecs }, { providers: [Part, Again] })).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: 'there are two routes called r: import its module once',
    });
  });
});
