// An application with the admin part. It streams until a client that does not read holds it up, and says so; at SIGUSR2 it
// closes, and nothing but what that leaves behind keeps it running.
import { mock } from 'node:test';
import { NestFactory } from '@nestjs/core';
import { NotifyService, Plugin } from 'nestjs-plugin-system';
import { PluginAdminModule } from 'nestjs-plugin-system/admin';
import { hears, rootModule } from '../../../hazards/children/nest.mjs';

const [hookspecs] = process.argv.slice(2);
mock.timers.enable({ apis: ['setInterval'] });

const plugins = Array.from({ length: 500 }, (_, at) => {
  class Failing {
    hear() {
      throw new Error('ä€'.repeat(400));
    }
  }
  Plugin({ name: `p${at}` })(Failing);
  return hears(Failing, 'k', 'on_a');
});

const admin = PluginAdminModule.forRoot({ public: true });
const app = await NestFactory.create(rootModule({ hookspecs }, plugins, [admin]), { logger: false });
await app.listen(0, '127.0.0.1');
const server = app.getHttpServer();
const responses = [];
server.on('request', (_, response) => responses.push(response));
process.once('SIGUSR2', () => void app.close().then(() => console.log('closed')));
console.log(`port ${server.address().port}`);

// Those who read take what they get within some turns of the event loop.
const turns = async (count) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};
while (responses.length < 5) await turns(1);
let held = 0;
while (held < 3) {
  app.get(NotifyService).notify('k', 'on_a', {});
  mock.timers.tick(1000);
  await turns(200);
  held = responses.some((response) => response.writableNeedDrain) ? held + 1 : 0;
}
console.log('held up');
