// An HTTP application whose start takes a minute. It publishes while starting, and says so once it waits.
import { NestFactory } from '@nestjs/core';
import { NotifyService } from 'nestjs-plugin-system';
import { hears, rootModule } from './nest.mjs';

class Slow {
  async onModuleInit() {
    console.log('waiting');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }

  hear() {
    console.log('heard');
  }
}

const [hookspecs, events] = process.argv.slice(2);
const app = await NestFactory.create(rootModule({ hookspecs, shutdownTimeout: 500 }, [hears(Slow, 'k', 'on_a')]));
app.enableShutdownHooks();
const notify = app.get(NotifyService);
for (const hook of events.split(',')) notify.notify('k', hook, {});
await app.init();
