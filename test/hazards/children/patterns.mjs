// Checks texts against a pattern by publishing them, and answers which of them a subscriber heard, or why the start failed.
import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { NotifyService } from 'nestjs-plugin-system';
import { answer, hears, rootModule } from './nest.mjs';

const [hookspecs, texts] = process.argv.slice(2);
let heard = 0;
class Listener {
  hear() {
    heard++;
  }
}
const app = await NestFactory.createApplicationContext(rootModule({ hookspecs }, [hears(Listener, 'k', 'on_a')]), {
  logger: false,
  abortOnError: false,
});
const notify = app.get(NotifyService);
const isHeard = (text) => {
  const before = heard;
  notify.notify('k', 'on_a', { text });
  return heard === before + 1;
};
answer(JSON.parse(readFileSync(texts, 'utf8')).map(isHeard));
await app.close();
