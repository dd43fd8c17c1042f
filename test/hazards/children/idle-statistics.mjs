// An application that keeps statistics and has nothing else to do. It says so, and is neither closed nor stopped.
import { NestFactory } from '@nestjs/core';
import { NotifyService, PluginRegistry } from 'nestjs-plugin-system';
import { hears, rootModule } from './nest.mjs';

class Listener {
  hear() {}
}

const [hookspecs] = process.argv.slice(2);
const app = await NestFactory.createApplicationContext(rootModule({ hookspecs }, [hears(Listener, 'k', 'on_a')]));
const registry = app.get(PluginRegistry);
let seconds = 0;
registry.keepStatistics({ onSecond: () => seconds++ });
app.get(NotifyService).notify('k', 'on_a', {});
console.log(`samples: ${registry.subscribersOf('k', 'on_a')[0].statistics.durations.count}`);
// As long as something else keeps the process alive the timer does its work.
const alive = setInterval(() => {
  if (seconds === 0) return;
  clearInterval(alive);
  console.log('a second was told');
}, 50);
