// Starts one application, or does a part of that alone, and prints how many milliseconds it took.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { OnHook, PluginSystemModule, type CompiledHookspecs } from 'nestjs-plugin-system';
import { withHookspecs, type DeclaredHook } from '../contenders/hookspec-folder.js';
import { startApplication } from '../contenders/nest-application.js';
import { HOOK, KIND } from '../contenders/notify.js';
import { REQUEST_EVENT_SCHEMA } from '../contenders/payloads.js';
import { decorateHear, type SubscriberClass } from '../contenders/subscribers.js';

const PROVIDERS = 5_000;
/** One provider in so many subscribes. */
const SUBSCRIBER_EVERY = 10;
const HOOKS = 1_000;
const HOOKS_IN_A_KIND = 50;

const MODES: Readonly<Record<string, () => Promise<number>>> = {
  'with the module': () => {
    const providers = providerClasses();
    const hooks = [{ kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA }];
    return withHookspecs(hooks, (hookspecs) =>
      timed(() => {
        for (const [index, provider] of providers.entries()) {
          if (index % SUBSCRIBER_EVERY === 0) decorateHear(provider, OnHook(KIND, HOOK) as MethodDecorator);
        }
        return startApplication([PluginSystemModule.forRoot({ hookspecs })], providers);
      }),
    );
  },
  'without it': () => {
    const providers = providerClasses();
    return timed(() => startApplication([], providers));
  },
  'in an application': () =>
    withHookspecs(manyHooks(), (hookspecs) =>
      timed(() => startApplication([PluginSystemModule.forRoot({ hookspecs })], [])),
    ),
  'ajv alone': () => {
    const hooks = manyHooks();
    // As an application with files does, it loads ajv first.
    return timed(async () => {
      const { Ajv2020 } = await import('ajv/dist/2020.js');
      // oxlint-disable-next-line no-restricted-imports -- what is compared with must compile with the same options
      const { PAYLOAD_AJV_OPTIONS } = await import('../../../lib/hookspec/payload-ajv.js');
      const ajv = new Ajv2020(PAYLOAD_AJV_OPTIONS);
      for (const { schema } of hooks) ajv.compile(schema);
    });
  },
  'compiled ahead': () => withHookspecs(manyHooks(), startCompiled),
};

/** The module lies where it finds this package, as it does in an application. */
async function startCompiled(hookspecs: string): Promise<number> {
  const out = fileURLToPath(new URL(`../compiled-${process.pid}.mjs`, import.meta.url));
  const command = fileURLToPath(new URL('../../../lib/cli/main.js', import.meta.url));
  execFileSync(process.execPath, [command, 'compile', relative(process.cwd(), hookspecs), '--out', out]);
  try {
    return await timed(async () => {
      const { default: compiled } = (await import(out)) as { default: CompiledHookspecs };
      return startApplication([PluginSystemModule.forRoot({ hookspecs: compiled })], []);
    });
  } finally {
    rmSync(out);
  }
}

async function timed(run: () => Promise<{ close(): Promise<void> } | void>): Promise<number> {
  const since = performance.now();
  const app = await run();
  const time = performance.now() - since;
  await app?.close();
  return time;
}

function providerClasses(): SubscriberClass[] {
  return Array.from({ length: PROVIDERS }, (_, index) => {
    const methods = ['hear(event) { this.total += event.request_id.length; }'];
    for (const name of ['find', 'save', 'remove', 'describe']) methods.push(`${name}(id) { return this.total + id; }`);
    // oxlint-disable-next-line typescript/no-implied-eval -- its text is above
    const make = new Function(`return class Provider${index} { total = 0; ${methods.join(' ')} };`);
    return (make as () => SubscriberClass)();
  });
}

function manyHooks(): DeclaredHook[] {
  return Array.from({ length: HOOKS }, (_, index) => ({
    kind: `kind_${Math.floor(index / HOOKS_IN_A_KIND)}`,
    hook: `on_event_${index}`,
    schema: {
      ...REQUEST_EVENT_SCHEMA,
      title: `Event${index}`,
      properties: {
        ...REQUEST_EVENT_SCHEMA.properties,
        [`field_${index}`]: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] },
        states: { type: 'array', maxItems: 10, items: { enum: ['new', 'open', 'closed'] } },
      },
    },
  }));
}

const mode = MODES[process.argv[2] ?? ''];
if (mode === undefined) throw new Error(`there is no way to start called ${process.argv[2]}`);
process.stdout.write(JSON.stringify(await mode()));
