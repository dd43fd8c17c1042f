import { Injectable, Module } from '@nestjs/common';
import { OnHook, Plugin } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp } from '../support/start-app.js';

describe('a plugin is called', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  class Hearing {
    @OnHook('k', 'on_a')
    hear(): void {}
  }

  /** A module that provides a class. */
  function moduleOf(name: string, ...providers: (new () => object)[]): new () => object {
    const holder = { [name]: class {} };
    const moduleClass = holder[name] ?? class {};
    Module({ providers })(moduleClass);
    return moduleClass;
  }

  async function namesOf(metadata: Parameters<typeof startApp>[1]): Promise<{ names: string[]; warnings: string[] }> {
    const { app, registry, log } = await startApp({ hookspecs }, metadata);
    await app.close();
    return { names: registry.plugins().map(({ name }) => name), warnings: log.lines('warn') };
  }

  it('after its class', async () => {
    @Injectable()
    class AuditLogger extends Hearing {}
    expect(await namesOf({ providers: [AuditLogger] })).toEqual({ names: ['AuditLogger'], warnings: [] });
  });

  it('after its class made fit for a log line', async () => {
    const holder = { $_Größe: class extends Hearing {}, hooks: class extends Hearing {} };
    expect(await namesOf({ providers: [holder.$_Größe, holder.hooks] })).toEqual({
      names: ['P__Gr__e', 'hooks_'],
      warnings: [],
    });
  });

  it('what it claims, and a subclass after itself', async () => {
    @Plugin({ name: 'billing.audit@eu#1' })
    class Audit extends Hearing {}
    class ChildAudit extends Audit {}
    expect((await namesOf({ providers: [Audit, ChildAudit] })).names).toEqual(['billing.audit@eu#1', 'ChildAudit']);
  });

  it('Name@Module when one class is provided by two modules, with a warning that names both', async () => {
    class Audit extends Hearing {}
    const imports = [moduleOf('OrdersModule', Audit), moduleOf('BillingModule', Audit)];
    const { names, warnings } = await namesOf({ imports });
    expect(names).toEqual(['Audit@OrdersModule', 'Audit@BillingModule']);
    expect(warnings).toEqual([expect.stringMatching(/^Audit is provided by OrdersModule and BillingModule: /)]);
  });

  it('Name@Module, then #2, when classes share a name, with a warning that says what to do', async () => {
    const one = { Audit: class extends Hearing {} }.Audit;
    const two = { Audit: class extends Hearing {} }.Audit;
    const three = { Audit: class extends Hearing {} }.Audit;
    const { names, warnings } = await namesOf({ imports: [moduleOf('OrdersModule', one, two)], providers: [three] });
    expect(names.toSorted()).toEqual(['Audit@AppModule', 'Audit@OrdersModule', 'Audit@OrdersModule#2']);
    expect(warnings).toEqual([expect.stringContaining('Name them with @Plugin({ name })')]);
  });

  it('what it claims although another class has that name by default', async () => {
    const byDefault = { Audit: class extends Hearing {} }.Audit;
    @Plugin({ name: 'Audit' })
    class Claiming extends Hearing {}
    const { names, warnings } = await namesOf({ providers: [byDefault, Claiming] });
    expect(names).toEqual(['Audit@AppModule', 'Audit']);
    expect(warnings).toHaveLength(1);
  });

  it.each(['Events', 'HOOKS', 'Ui'])('not what is a path of the admin part, in whatever letters: %s', async (name) => {
    const classRef = { [name]: class extends Hearing {} }[name] ?? Hearing;
    const { names } = await namesOf({ providers: [classRef] });
    expect(names).toEqual([`${name}_`]);
    expect(() => Plugin({ name })(class {})).toThrow(/is reserved/);
  });
});
