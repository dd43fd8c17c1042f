import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  NotifyService,
  OnHook,
  PayloadInvalidError,
  PluginRegistry,
  type HookInfo,
  type RefusalInfo,
} from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';

const schema = { type: 'object', properties: { n: { type: 'integer' } } };

describe('what is counted of events', () => {
  const folder = new HookspecFolder();
  folder.write('schemas/n.json', schema);
  folder.declareWith('k', { on_a: 'schemas/n.json', on_unheard: 'schemas/n.json' });
  const hookspecs = folder.declareWith('chains', { on_chain: 'schemas/n.json' }, { dispatch: 'chain' });
  afterAll(() => folder.remove());

  @Injectable()
  class Listener {
    @OnHook('k', 'on_a')
    hear(): void {}
  }

  let current: TestApp | undefined;
  afterEach(async () => {
    await current?.app.close();
    current = undefined;
  });

  async function start(strict = false, providers: (new (...args: never[]) => object)[] = [Listener]): Promise<TestApp> {
    current = await startApp({ hookspecs, strict }, { providers });
    return current;
  }

  function hookOf(registry: PluginRegistry, name: string): HookInfo | undefined {
    return registry
      .kinds()
      .flatMap(({ hooks }) => hooks)
      .find((hook) => hook.name === name);
  }

  describe('as published', () => {
    it('has those that somebody hears, by notify() and by dispatch()', async () => {
      const { notify, registry } = await start();
      expect(hookOf(registry, 'on_a')?.published).toBe(0);
      notify.notify('k', 'on_a', { n: 1 });
      await notify.dispatch('k', 'on_a', { n: 2 });
      expect(hookOf(registry, 'on_a')).toMatchObject({ published: 2, refused: 0 });
    });

    it.each([
      ['', false],
      [', in strict mode, too', true],
    ])('has those that nobody hears%s', async (_, strict) => {
      const { notify, registry } = await start(strict);
      notify.notify('k', 'on_unheard', { n: 1 });
      expect(hookOf(registry, 'on_unheard')).toMatchObject({ published: 1, refused: 0, subscribers: 0 });
    });

    it('has none that were refused', async () => {
      const { notify, registry, app } = await start();
      notify.notify('k', 'on_a', { n: 'one' });
      notify.notify('k', 'on_a', { n: NaN });
      notify.notify('chains', 'on_chain', { n: 1 });
      await app.close();
      notify.notify('k', 'on_a', { n: 1 });
      expect(hookOf(registry, 'on_a')).toMatchObject({ published: 0, refused: 3 });
      expect(hookOf(registry, 'on_chain')).toMatchObject({ published: 0, refused: 1 });
    });

    it('has those that a subscriber failed at', async () => {
      @Injectable()
      class Failing {
        @OnHook('k', 'on_a')
        hear(): void {
          throw new Error('boom');
        }
      }
      const { notify, registry } = await start(false, [Failing]);
      notify.notify('k', 'on_a', { n: 1 });
      expect(hookOf(registry, 'on_a')).toMatchObject({ published: 1, refused: 0 });
    });

    it('has those that came while the application was starting, once they are delivered', async () => {
      const counts: unknown[] = [];
      @Injectable()
      class Early implements OnModuleInit {
        constructor(
          private readonly notify: NotifyService,
          private readonly registry: PluginRegistry,
        ) {}

        onModuleInit(): void {
          this.notify.notify('k', 'on_a', { n: 1 });
          this.notify.notify('k', 'on_a', { n: 'one' });
          this.notify.notify('k', 'on_unheard', { n: 1 });
          counts.push(hookOf(this.registry, 'on_a')?.published, hookOf(this.registry, 'on_unheard')?.published);
        }
      }
      const { registry } = await start(false, [Early, Listener]);
      expect(counts).toEqual([0, 0]);
      expect(hookOf(registry, 'on_a')).toMatchObject({ published: 1, refused: 1 });
      expect(hookOf(registry, 'on_unheard')).toMatchObject({ published: 1, refused: 0 });
    });

    it('does not change in what was returned before', async () => {
      const { notify, registry } = await start();
      const before = hookOf(registry, 'on_a');
      notify.notify('k', 'on_a', { n: 1 });
      expect(before?.published).toBe(0);
    });
  });

  it('comes with the schema of the payload as it stands in its file', async () => {
    const { registry } = await start();
    expect(hookOf(registry, 'on_a')?.inputSchema).toEqual(schema);
    expect(hookOf(registry, 'on_chain')?.inputSchema).toEqual(schema);
    expect(JSON.parse(JSON.stringify(hookOf(registry, 'on_a')))).toHaveProperty('inputSchema', schema);
  });

  describe('as refused', () => {
    const sorted = (refusals: readonly RefusalInfo[]): string[] =>
      refusals.map(({ kind, hook, code, count }) => `${kind}.${hook} ${code} ${count}`).toSorted();

    it('is by hook and code, and nothing as long as none was', async () => {
      const { notify, registry, app } = await start();
      notify.notify('k', 'on_a', { n: 1 });
      expect(registry.refusals()).toEqual([]);
      notify.notify('k', 'on_a', { n: 'one' });
      notify.notify('k', 'on_a', { n: 'two' });
      notify.notify('chains', 'on_chain', {});
      await app.close();
      notify.notify('k', 'on_a', { n: 1 });
      expect(sorted(registry.refusals())).toEqual([
        'chains.on_chain DISPATCH_MISMATCH 1',
        'k.on_a PAYLOAD_INVALID 2',
        'k.on_a SHUT_DOWN 1',
      ]);
    });

    it('counts those that strict mode throws at their publisher', async () => {
      const { notify, registry } = await start(true);
      expect(() => notify.notify('k', 'on_a', { n: 'one' })).toThrow(PayloadInvalidError);
      await expect(notify.dispatch('k', 'on_unheard', { n: 'one' })).rejects.toThrow(PayloadInvalidError);
      expect(sorted(registry.refusals())).toEqual(['k.on_a PAYLOAD_INVALID 1', 'k.on_unheard PAYLOAD_INVALID 1']);
    });

    it('has one entry a code for names that are not declared, and does not say them', async () => {
      const { notify, registry } = await start();
      notify.notify('k', 'on_typo', {});
      notify.notify('k', 'on_other_typo', {});
      notify.notify('constructor', '__proto__', {});
      notify.notify('k', '__proto__', {});
      notify.notify(undefined as unknown as string, Symbol('s') as unknown as string, {});
      const refusals = registry.refusals();
      expect(refusals.every(({ kind, hook }) => kind === undefined && hook === undefined)).toBe(true);
      expect(sorted(refusals)).toEqual(['undefined.undefined HOOK_UNKNOWN 4', 'undefined.undefined KIND_UNKNOWN 1']);
    });

    it('is bounded however many names are made up, all of them counted, and the hooks that exist keep their own', async () => {
      const { notify, registry } = await start();
      for (let index = 0; index < 5_000; index++) {
        notify.notify('k', `on_made_up_${index}`, {});
        notify.notify(`made_up_${index}`, 'on_a', {});
      }
      notify.notify('k', 'on_a', { n: 'one' });
      expect(sorted(registry.refusals())).toEqual([
        'k.on_a PAYLOAD_INVALID 1',
        'undefined.undefined HOOK_UNKNOWN 5000',
        'undefined.undefined KIND_UNKNOWN 5000',
      ]);
    });

    it('keeps the hooks that exist their own also where any name is refused: after shutdown', async () => {
      const { notify, registry, app } = await start();
      await app.close();
      for (let index = 0; index < 5_000; index++) notify.notify('k', `on_made_up_${index}`, {});
      notify.notify('k', 'on_a', { n: 1 });
      expect(sorted(registry.refusals())).toEqual(['k.on_a SHUT_DOWN 1', 'undefined.undefined SHUT_DOWN 5000']);
      expect(hookOf(registry, 'on_a')?.refused).toBe(1);
    });

    it('does not change in what was returned before', async () => {
      const { notify, registry } = await start();
      notify.notify('k', 'on_a', { n: 'one' });
      const before = registry.refusals();
      notify.notify('k', 'on_a', { n: 'one' });
      expect(sorted(before)).toEqual(['k.on_a PAYLOAD_INVALID 1']);
    });
  });
});
