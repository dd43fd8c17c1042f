// Has a plugin throw what tries to forge lines, and writes what becomes of it with Nest's own text logger.
import { NestFactory } from '@nestjs/core';
import { NotifyService } from 'nestjs-plugin-system';
import { hears, rootModule } from './nest.mjs';

const forged =
  '\nplugin=x error=ok\x1b[2K\u2028plugin=x error=ok\u2029plugin=x error=ok\rplugin=x error=ok\vplugin=x error=ok\x85plugin=x error=ok';
const huge = forged.repeat(50_000);
const withStack = (message, stack) => Object.assign(new Error(message), { stack });

const thrown = [
  new Error(forged),
  new Error(huge),
  withStack('m', `Error: m${forged}\n    at f${forged} (a.ts:1:2)\n${forged}`),
  withStack('m', `Error: m\n    at f${huge} (a.ts:1:2)`),
  withStack('m', `plugin=x error=ok\n    at f (a.ts:1:2)`),
  withStack('m', `Error: m\n    at f${forged.replace('\n', '')} (a.ts:1:2)`),
  withStack(huge, `${huge}\n    at plugin=x error=ok (a.ts:1:2)`),
  Object.assign(new Error(''), { name: forged }),
  forged,
  { [forged]: forged },
];

class Forging {
  hear({ index }) {
    // oxlint-disable-next-line typescript/only-throw-error -- a plugin may throw anything
    throw thrown[index];
  }
}

const [hookspecs] = process.argv.slice(2);
const app = await NestFactory.createApplicationContext(rootModule({ hookspecs }, [hears(Forging, 'k', 'on_a')]));
const notify = app.get(NotifyService);
for (const index of thrown.keys()) notify.notify('k', 'on_a', { index });
// Publishers can try it as well, with the names of kind and hook and with a path.
notify.notify(forged, 'on_a', {});
notify.notify('k', forged, {});
notify.notify('k', 'on_a', { [forged]: NaN });
await app.close();
