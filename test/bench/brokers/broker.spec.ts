import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { describeWithBrokers, START_TIMEOUT } from '../../relay/support/describe-with-brokers.js';
import type { BrokerClient } from './support/broker-client.js';
import { connectTo } from './support/connect-to.js';
import { gone, isAlive, processTree } from './support/process-tree.js';

const MILLISECONDS_TO_STOP = 100;
const MILLISECONDS_OF_SILENCE = 200;

describeWithBrokers('a broker', (broker) => {
  const clients: BrokerClient[] = [];

  async function client(): Promise<BrokerClient> {
    const connected = await connectTo(broker);
    clients.push(connected);
    return connected;
  }

  /** Two clients; what one says comes out of `heard`. */
  async function pair(): Promise<{ speaker: BrokerClient; heard: Promise<string> }> {
    const [speaker, listener] = [await client(), await client()];
    let listening: Promise<void> | undefined;
    const heard = new Promise<string>((resolve) => {
      listening = listener.hear(resolve);
    });
    await listening;
    return { speaker, heard };
  }

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((each) => each.close()));
  });

  it('takes a message from one client to another', async () => {
    const { speaker, heard } = await pair();
    await speaker.say('hello');
    expect(await heard).toBe('hello');
  });

  it('refuses to be started twice', async () => {
    await expect(broker.start()).rejects.toThrow(`The broker ${broker.name} runs already.`);
  });

  it('answers nobody while it is paused, and goes on where it was when it is resumed', async () => {
    const { speaker, heard } = await pair();
    broker.pause();
    // A signal to a process of many threads takes its time, and nobody tells when the last of them has stopped.
    await delay(MILLISECONDS_TO_STOP);
    const said = speaker.say('hello');
    // That nothing comes is no event.
    const first = await Promise.race([said, heard, delay(MILLISECONDS_OF_SILENCE, 'silence')]);
    broker.resume();
    expect(first).toBe('silence');
    await said;
    expect(await heard).toBe('hello');
  });

  it(
    'is gone for its clients when it is killed, and takes messages on the same port when it is started again',
    async () => {
      const { url, pids } = broker;
      const processes = processTree(pids);
      const { lost } = await client();
      await broker.kill();
      await lost;
      await gone(processes);
      expect(() => broker.pause()).toThrow(`The broker ${broker.name} does not run.`);
      await expect(client()).rejects.toHaveProperty('message');

      await broker.start();
      expect(broker.url).toBe(url);
      const { speaker, heard } = await pair();
      await speaker.say('back');
      expect(await heard).toBe('back');
    },
    START_TIMEOUT,
  );

  it('leaves neither a process nor a file behind when it is stopped, even while it is paused', async () => {
    const processes = processTree(broker.pids);
    const { folder = '' } = broker;
    expect(processes.filter(isAlive)).toEqual(processes);
    expect(existsSync(folder)).toBe(true);
    broker.pause();
    await broker.stop();
    await gone(processes);
    expect(existsSync(folder)).toBe(false);
  });
});
