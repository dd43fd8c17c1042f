import { Redis } from 'ioredis';
import { Transport } from '@nestjs/microservices';
import { PluginRelay, PluginRelayModule } from 'nestjs-plugin-system/relay';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp } from '../lib/support/start-app.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

describeWithBrokers(
  'a server that forbids the channel',
  (broker) => {
    it('leaves the application running, with one line that says so', async () => {
      const admin = new Redis(broker.port, '127.0.0.1');
      await admin.call('ACL', 'SETUSER', 'nobody', 'on', '>secret', '+@all', '~*', 'resetchannels');
      await admin.quit();
      const options = { host: '127.0.0.1', port: broker.port, username: 'nobody', password: 'secret' };
      const { app, log } = await startApp(
        { hookspecs },
        { imports: [PluginRelayModule.forRoot({ transport: Transport.REDIS, options })] },
      );
      const relay = app.get(PluginRelay);
      await until(() => /NOPERM|permission/i.test(relay.status.reason ?? ''));
      expect(relay.status.status).toBe('degraded');
      await app.close();
      const lines = log.lines('error').filter((line) => line.includes('route=relay'));
      expect(lines).toEqual([expect.stringMatching(/broker=unreachable .*NOPERM/)]);
    });
  },
  { only: ['redis'] },
);
