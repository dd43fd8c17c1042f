import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NotifyService, OnHook, type Delivery } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { Heard } from './support/heard.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a', 'on_b']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

/** Hears `k.on_a` where it is published, and everywhere. */
@Injectable()
class TwoEars {
  readonly local: unknown[] = [];

  constructor(private readonly heard: Heard) {}

  @OnHook('k', 'on_a', { origin: 'local' })
  hearLocal(payload: unknown): void {
    this.local.push(payload);
  }

  @OnHook('k', 'on_a')
  hear(payload: unknown, delivery: Delivery): void {
    this.heard.take(payload, delivery);
  }
}

@Injectable()
class EarlyPublisher implements OnModuleInit {
  constructor(private readonly notify: NotifyService) {}

  onModuleInit(): void {
    this.notify.notify('k', 'on_a', { early: 1 }, { id: 'early-1' });
    this.notify.notify('k', 'on_a', { early: 2 });
  }
}

describeWithBrokers('a broadcast', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(() => cluster.close());

  it('is heard once by the subscribers of every instance', async () => {
    const instances = await cluster.startThree();
    for (const [number, { notify }] of instances.entries()) notify.notify('k', 'on_a', { from: number });
    await cluster.settle();
    for (const { heard } of instances) {
      expect(heard.payloads).toHaveLength(3);
      expect(heard.payloads).toEqual(expect.arrayContaining([{ from: 0 }, { from: 1 }, { from: 2 }]));
    }
  });

  it('is local where it was published, which hears no echo, and remote elsewhere', async () => {
    const [publisher, ...others] = await cluster.startThree();
    publisher.notify.notify('k', 'on_a', 'hello');
    await cluster.settle();
    expect(publisher.heard.origins).toEqual(['local']);
    expect(others.map(({ heard }) => heard.origins)).toEqual([['remote'], ['remote']]);
  });

  it.each([
    ['that its publisher gave', { id: 'order 4711 "ü"\n' }],
    ['that was made', undefined],
  ])('has the same id everywhere, and the same time: an id %s', async (_, options) => {
    const instances = await cluster.startTwo();
    instances[0].notify.notify('k', 'on_a', 'hello', options);
    await cluster.settle();
    const [here, there] = instances.map(({ heard }) => heard.events.map(({ delivery }) => delivery)[0]);
    expect(there?.id).toBe(options?.id ?? here?.id);
    expect(here?.id).toBe(there?.id);
    expect(there?.occurredAt).toEqual(here?.occurredAt);
    expect(there).toMatchObject({ kind: 'k', hook: 'on_a', attempt: 1 });
  });

  it('comes in the order in which it was published', async () => {
    const [publisher, other] = await cluster.startTwo();
    const numbers = Array.from({ length: 1000 }, (_, number) => number);
    for (const number of numbers) publisher.notify.notify('k', 'on_a', number);
    await cluster.settle();
    expect(other.heard.payloads).toEqual(numbers);
  });

  it('is sent although nobody hears it locally', async () => {
    const publisher = await cluster.start({ providers: [] });
    const other = await cluster.start();
    publisher.notify.notify('k', 'on_a', 'hello');
    await cluster.settle();
    expect(other.heard.payloads).toEqual(['hello']);
  });

  it('reaches subscribers that want local ones only from their own instance alone', async () => {
    const [one, two] = await cluster.startTwo({ providers: [TwoEars] });
    one.notify.notify('k', 'on_a', 1);
    two.notify.notify('k', 'on_a', 2);
    await cluster.settle();
    expect([one, two].map((instance) => instance.app.get(TwoEars).local)).toEqual([[1], [2]]);
    expect(one.heard.payloads).toEqual(expect.arrayContaining([1, 2]));
    expect(two.heard.payloads).toEqual(expect.arrayContaining([1, 2]));
  });

  it('counts deliveries of this instance only, and its publisher does not wait for the broker', async () => {
    const [publisher, other] = await cluster.startTwo();
    broker.pause();
    let result: unknown;
    try {
      result = await publisher.notify.dispatch('k', 'on_a', 'hello');
    } finally {
      broker.resume();
    }
    expect(result).toEqual({ delivered: 1, failed: [] });
    await cluster.settle();
    expect(other.heard.payloads).toEqual(['hello']);
  });

  it('that is published while the application starts is relayed once it has', async () => {
    const other = await cluster.start();
    await cluster.start({ providers: [EarlyPublisher] });
    await cluster.settle();
    expect(other.heard.payloads).toEqual([{ early: 1 }, { early: 2 }]);
    expect(other.heard.events[0]?.delivery).toMatchObject({ id: 'early-1', origin: 'remote' });
  });
});
