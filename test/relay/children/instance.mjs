// An instance of an application with the relay, which publishes so many events once it is told to close. It must end by itself.
import { NestFactory } from '@nestjs/core';
import { NotifyService } from 'nestjs-plugin-system';
import { PluginRelay, PluginRelayModule } from 'nestjs-plugin-system/relay';
import { rootModule } from '../../hazards/children/nest.mjs';

const { hookspecs, relay, shutdownTimeout, count } = JSON.parse(process.argv[2]);
const root = rootModule({ hookspecs, shutdownTimeout }, [], [PluginRelayModule.forRoot(relay)]);
const app = await NestFactory.createApplicationContext(root);
const status = app.get(PluginRelay);
void status.whenConnected().then(() => console.log('connected'));
process.once('SIGTERM', () => {
  for (let number = 0; number < count; number++) app.get(NotifyService).notify('k', 'on_a', number);
  void app.close().then(() => console.log('closed'));
});
console.log('started');
