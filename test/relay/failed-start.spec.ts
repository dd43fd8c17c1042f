import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transport } from '@nestjs/microservices';
import { PluginRelayModule, type RelaySettings } from 'nestjs-plugin-system/relay';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { bootError, startApp } from '../lib/support/start-app.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

@Injectable()
class Broken implements OnModuleInit {
  onModuleInit(): void {
    throw new Error('it cannot start');
  }
}

describe('an application that does not start', () => {
  let server: Server;
  /** What clients have said first: their names are in it. */
  let greetings: string[];
  beforeEach(async () => {
    greetings = [];
    server = createServer((socket) => {
      socket.once('data', (data) => {
        greetings.push(data.toString());
        socket.destroy();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());

  function relay(clientId: string, settings: RelaySettings = {}) {
    const { port } = server.address() as AddressInfo;
    return PluginRelayModule.forRoot({
      transport: Transport.MQTT,
      options: { url: `mqtt://127.0.0.1:${port}`, clientId },
      ...settings,
    });
  }

  it.each([
    [
      'a hook of the relay is not declared',
      { imports: () => [relay('failed', { hooks: { only: ['k.on_b'] } })], providers: [] },
    ],
    ['a plugin fails', { imports: () => [relay('failed')], providers: [Broken] }],
  ])('connects to no broker: %s', async (_, { imports, providers }) => {
    await bootError({ hookspecs }, { imports: imports(), providers });
    // One that does start comes later.
    const { app } = await startApp({ hookspecs }, { imports: [relay('good')] });
    await until(() => greetings.some((text) => text.includes('good')));
    await app.close();
    expect(greetings.filter((text) => text.includes('failed'))).toEqual([]);
  });
});
