import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';
import type { RelaySettings } from 'nestjs-plugin-system/relay';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { Heard } from './support/heard.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a', 'on_b']);
folder.declare('other', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

@Injectable()
class HearsAll {
  constructor(private readonly heard: Heard) {}

  @OnHook('k', 'on_a')
  @OnHook('k', 'on_b')
  @OnHook('other', 'on_a')
  hear(payload: unknown, delivery: Delivery): void {
    this.heard.take(payload, delivery);
  }
}

const HOOKS = [
  ['k', 'on_a'],
  ['k', 'on_b'],
  ['other', 'on_a'],
] as const;

const SELECTIONS: [string, NonNullable<RelaySettings['hooks']>, string[]][] = [
  ['all but the hooks that are left out', { except: ['k.on_a'] }, ['k.on_b', 'other.on_a']],
  ['all but the hooks of a kind that is left out', { except: ['k'] }, ['other.on_a']],
  ['only the hooks that are named', { only: ['k.on_b', 'fence.on_fence'] }, ['k.on_b']],
  ['only the hooks of the kinds that are named', { only: ['k', 'fence'] }, ['k.on_a', 'k.on_b']],
];

describeWithBrokers('the option hooks', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(() => cluster.close());

  it.each(SELECTIONS)('has the relay send %s, and local subscribers hear all', async (_, hooks, relayed) => {
    const publisher = await cluster.start({ providers: [HearsAll], relay: { hooks } });
    const other = await cluster.start({ providers: [HearsAll] });
    for (const [kind, hook] of HOOKS) publisher.notify.notify(kind, hook, `${kind}.${hook}`);
    await cluster.settle();
    expect(publisher.heard.payloads).toEqual(['k.on_a', 'k.on_b', 'other.on_a']);
    expect(other.heard.payloads).toEqual(relayed);
    expect(other.relay.figures()).toMatchObject({ missed: 0, ignored: 0 });
  });

  it.each(SELECTIONS)('has the relay hear %s, and ignore the rest without a word', async (_, hooks, relayed) => {
    const publisher = await cluster.start({ providers: [HearsAll] });
    const other = await cluster.start({ providers: [HearsAll], relay: { hooks } });
    for (const [kind, hook] of HOOKS) publisher.notify.notify(kind, hook, `${kind}.${hook}`);
    await cluster.settle();
    expect(other.heard.payloads).toEqual(relayed);
    expect(other.relay.figures()).toMatchObject({ ignored: HOOKS.length - relayed.length, missed: 0, refused: 0 });
    expect([...cluster.log.lines('error'), ...cluster.log.lines('warn')]).toEqual([]);
  });
});
