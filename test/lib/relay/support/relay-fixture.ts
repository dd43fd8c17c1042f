import './faked-delay.js';
import { jest } from '@jest/globals';
import { Transport } from '@nestjs/microservices';
import type { LinkEvents } from '../../../../lib/relay/broker/broker-link.js';
import { HookSelection } from '../../../../lib/relay/hook-selection.js';
import { resolveOptions, type RelaySettings } from '../../../../lib/relay/plugin-relay.options.js';
import { TraceContext } from '../../../../lib/relay/trace-context.js';
import { FakeLink } from './fake-link.js';

const links: FakeLink[] = [];

jest.unstable_mockModule('../../../../lib/relay/broker/make-link.js', () => ({
  makeLink: (_broker: unknown, _topic: string, events: LinkEvents, attempt: number) => {
    const link = new FakeLink(events, attempt);
    links.push(link);
    return link;
  },
}));
const { RelayRoute } = await import('../../../../lib/relay/relay-route.js');

/** A hook that a relay takes the events of. */
export const HOOK = { kind: 'k', hook: 'on_a', kindApiVersion: '1.0.0' };

/** A relay that nobody has opened, and whose links a test holds in its hands. */
export function relayOf(settings: RelaySettings = {}) {
  links.length = 0;
  const lines: unknown[] = [];
  const refused: string[] = [];
  const options = resolveOptions({ transport: Transport.MQTT, options: { url: 'mqtt://127.0.0.1:1' }, ...settings });
  const access = {
    receive: () => undefined,
    refuse: ({ message }: Error) => void refused.push(message),
    refusals: () => [],
    log: (_: string, pairs: object) => void lines.push(pairs),
  };
  const route = new RelayRoute(options, new HookSelection(options.hooks), '/own', new TraceContext(undefined), access);
  const publish = route.takerFor(HOOK) ?? (() => {});
  return { route, lines, refused, links, publish: (payload: unknown = {}) => publish(payload, 'e', 5) };
}

export type RelayFixture = ReturnType<typeof relayOf>;

/** Has the last attempt succeed. */
export async function connect({ links: made }: RelayFixture): Promise<FakeLink> {
  const link = made.at(-1);
  if (link === undefined) throw new Error('nobody has tried to connect');
  link.opened.resolve();
  link.closed.resolve();
  await jest.advanceTimersByTimeAsync(0);
  return link;
}

/** Such a relay that is connected. */
export async function connectedRelay(settings?: RelaySettings): Promise<RelayFixture & { readonly link: FakeLink }> {
  const fixture = relayOf(settings);
  fixture.route.open();
  fixture.route.release();
  return { ...fixture, link: await connect(fixture) };
}
