// An HTTP application with a plugin that never settles. It says so once that has been told of an event, and runs on.
import { NestFactory } from '@nestjs/core';
import { NotifyService } from 'nestjs-plugin-system';
import { hears, rootModule } from './nest.mjs';

class Hanging {
  hear() {
    return new Promise(() => {});
  }
}
class Steady {
  hear() {}
}

const [hookspecs] = process.argv.slice(2);
// The delivery's own timeout is far away.
const options = { hookspecs, timeout: 3_600_000, shutdownTimeout: 500 };
const plugins = [hears(Hanging, 'k', 'on_a'), hears(Steady, 'k', 'on_a')];
const app = await NestFactory.create(rootModule(options, plugins));
app.enableShutdownHooks();
await app.listen(0, '127.0.0.1');
app.get(NotifyService).notify('k', 'on_a', {});
console.log('told');
