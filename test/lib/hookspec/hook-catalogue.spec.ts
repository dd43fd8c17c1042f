import { DispatchMismatchError } from '../../../lib/errors/dispatch-mismatch.error.js';
import { HookUnknownError } from '../../../lib/errors/hook-unknown.error.js';
import { KindUnknownError } from '../../../lib/errors/kind-unknown.error.js';
import { HookCatalogue } from '../../../lib/hookspec/hook-catalogue.js';
import type { DispatchClass, HookDeclaration, Hookspec } from '../../../lib/hookspec/hookspec.js';

function declaration(kind: string, name: string, dispatch: DispatchClass): HookDeclaration {
  return {
    kind,
    name,
    dispatch,
    description: undefined,
    inputSchema: true,
    outputSchema: undefined,
    mcpExposed: false,
    mcpToolNameTemplate: undefined,
    validate: () => undefined,
    compileSnapshot: () => (payload) => payload,
    withoutUnknownKeys: (payload) => payload,
  };
}

function hookspec(kind: string, hooks: Readonly<Record<string, DispatchClass>>): Hookspec {
  const declarations = Object.entries(hooks).map(
    ([name, dispatch]) => [name, declaration(kind, name, dispatch)] as const,
  );
  return {
    kind,
    kindApiVersion: '1.0.0',
    description: undefined,
    constraints: {},
    file: `/${kind}.yaml`,
    hooks: new Map(declarations),
  };
}

const LISTENER = hookspec('lifecycle_listener', { on_started: 'broadcast_notify', on_pick: 'singleton' });

function catalogueOf(...hookspecs: readonly Hookspec[]): HookCatalogue {
  const catalogue = new HookCatalogue();
  catalogue.add(hookspecs);
  return catalogue;
}

/** Why a hook cannot be had, and the error that says so. */
function miss(catalogue: HookCatalogue, kind: string, hook: string): { reason: string; error: Error } {
  const lookup = catalogue.find(kind, hook);
  if ('hook' in lookup) throw new Error('the hook was found');
  return { reason: lookup.reason, error: lookup.toError('the message') };
}

describe('finding a hook', () => {
  it('gives its declaration', () => {
    const lookup = catalogueOf(LISTENER).find('lifecycle_listener', 'on_started');
    expect(lookup).toEqual({ hook: LISTENER.hooks.get('on_started') });
  });

  it('of an unknown kind says which kind was probably meant', () => {
    const { reason, error } = miss(catalogueOf(LISTENER), 'lifecycle_listner', 'on_started');
    expect(reason).toBe("names an unknown kind 'lifecycle_listner'. Did you mean 'lifecycle_listener'?");
    expect(error).toBeInstanceOf(KindUnknownError);
    expect(error).toMatchObject({ message: 'the message', kind: 'lifecycle_listner' });
  });

  it('of a kind that is like no other suggests nothing', () => {
    expect(miss(catalogueOf(LISTENER), 'storage', 'on_started').reason).toBe("names an unknown kind 'storage'.");
  });

  it('in an empty catalogue says that nothing is loaded', () => {
    expect(miss(catalogueOf(), 'k', 'on_a').reason).toBe("names an unknown kind 'k'. No hookspec is loaded.");
  });

  it('that its kind does not declare says which hook was probably meant', () => {
    const { reason, error } = miss(catalogueOf(LISTENER), 'lifecycle_listener', 'on_startd');
    expect(reason).toBe("names an unknown hook 'on_startd' of kind 'lifecycle_listener'. Did you mean 'on_started'?");
    expect(error).toBeInstanceOf(HookUnknownError);
    expect(error).toMatchObject({ message: 'the message', kind: 'lifecycle_listener', hook: 'on_startd' });
  });

  it('does not look into other kinds', () => {
    const other = hookspec('other', { on_other: 'broadcast_notify' });
    expect(miss(catalogueOf(LISTENER, other), 'lifecycle_listener', 'on_other').error).toBeInstanceOf(HookUnknownError);
  });

  it.each(['singleton', 'broadcast_collect', 'chain', 'capability'] as const)(
    'of the dispatch class %s says which class this module runs',
    (dispatch) => {
      const { reason, error } = miss(catalogueOf(hookspec('k', { on_a: dispatch })), 'k', 'on_a');
      expect(reason).toContain(`'k.on_a', which is declared as ${dispatch}`);
      expect(reason).toContain('broadcast_notify only');
      expect(error).toBeInstanceOf(DispatchMismatchError);
      expect(error).toMatchObject({ message: 'the message', kind: 'k', hook: 'on_a', declared: dispatch });
    },
  );

  it.each(['constructor', '__proto__', 'toString', ''])('named %j finds nothing', (name) => {
    const catalogue = catalogueOf(LISTENER);
    expect(miss(catalogue, name, 'on_started').error).toBeInstanceOf(KindUnknownError);
    expect(miss(catalogue, 'lifecycle_listener', name).error).toBeInstanceOf(HookUnknownError);
  });

  it('does not take one wrong name for another that has a dot elsewhere', () => {
    const catalogue = catalogueOf(hookspec('a', { on_a: 'broadcast_notify' }));
    expect(miss(catalogue, 'a.b', 'c').error).toMatchObject({ kind: 'a.b' });
    expect(miss(catalogue, 'a', 'b.c').error).toMatchObject({ kind: 'a', hook: 'b.c' });
  });
});

describe('a wrong name', () => {
  it('is looked into once, however often it is asked for', () => {
    const catalogue = catalogueOf(LISTENER);
    expect(catalogue.find('k', 'on_a')).toBe(catalogue.find('k', 'on_a'));
  });

  it('is forgotten when there are too many: made-up names must not fill the memory', () => {
    const catalogue = catalogueOf(LISTENER);
    const first = catalogue.find('k', 'on_a');
    for (let count = 0; count < 2_000; count++) catalogue.find('k', `made_up_${count}`);
    expect(catalogue.find('k', 'on_a')).not.toBe(first);
    expect(catalogue.find('k', 'on_a')).toHaveProperty('reason', "names an unknown kind 'k'.");
  });

  it('is forgotten when hookspecs are added: it may be right now', () => {
    const catalogue = catalogueOf(LISTENER);
    expect(catalogue.find('late', 'on_late')).toHaveProperty('reason');
    catalogue.add([hookspec('late', { on_late: 'broadcast_notify' })]);
    expect(catalogue.find('late', 'on_late')).toHaveProperty('hook.name', 'on_late');
  });

  it('is looked into again when hookspecs are added: another thing may be wrong with it now', () => {
    const catalogue = catalogueOf(LISTENER);
    expect(miss(catalogue, 'late', 'on_latte').error).toBeInstanceOf(KindUnknownError);
    catalogue.add([hookspec('late', { on_late: 'broadcast_notify' })]);
    expect(miss(catalogue, 'late', 'on_latte').error).toBeInstanceOf(HookUnknownError);
    expect(miss(catalogue, 'late', 'on_latte').reason).toContain("Did you mean 'on_late'?");
  });
});

describe('a catalogue', () => {
  const other = hookspec('other', { on_other: 'broadcast_notify' });

  it('lists its hookspecs in the order of loading', () => {
    expect(catalogueOf(other, LISTENER).all()).toEqual([other, LISTENER]);
  });

  it('gives the hookspec of a kind, and nothing for an unknown one', () => {
    expect(catalogueOf(LISTENER).kind('lifecycle_listener')).toBe(LISTENER);
    expect(catalogueOf(LISTENER).kind('constructor')).toBeUndefined();
  });

  it('makes a wider one and stays as it is', () => {
    const catalogue = catalogueOf(LISTENER);
    const wider = catalogue.with([other]);
    expect(wider.find('other', 'on_other')).toHaveProperty('hook');
    expect(wider.find('lifecycle_listener', 'on_started')).toHaveProperty('hook');
    expect(catalogue.all()).toEqual([LISTENER]);
  });
});
