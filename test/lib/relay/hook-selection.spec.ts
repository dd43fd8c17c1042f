import type { KindInfo } from 'nestjs-plugin-system';
import { HookSelection } from '../../../lib/relay/hook-selection.js';

const kindOf = (kind: string, hooks: readonly string[]): KindInfo => ({
  kind,
  kindApiVersion: '1.0.0',
  description: undefined,
  file: `${kind}.yaml`,
  hooks: hooks.map((name) => ({
    name,
    dispatch: 'broadcast_notify',
    description: undefined,
    subscribers: 0,
    published: 0,
    received: 0,
    refused: 0,
    inputSchema: {},
  })),
});
const KINDS = [kindOf('k', ['on_a', 'on_b']), kindOf('l', ['on_a'])];

const selected = (selection: HookSelection): string[] =>
  ['k.on_a', 'k.on_b', 'l.on_a'].filter((name) => {
    const [kind = '', hook = ''] = name.split('.');
    return selection.has({ kind, hook });
  });

describe('the selection of hooks', () => {
  it.each<[string, ConstructorParameters<typeof HookSelection>[0], string[]]>([
    ['every hook by default', {}, ['k.on_a', 'k.on_b', 'l.on_a']],
    ['only a hook that is named', { only: ['k.on_a'] }, ['k.on_a']],
    ['only the hooks of a kind that is named', { only: ['k'] }, ['k.on_a', 'k.on_b']],
    ['only what is named in either way', { only: ['l', 'k.on_b'] }, ['k.on_b', 'l.on_a']],
    ['nothing where only nothing is named', { only: [] }, []],
    ['all but a hook that is named', { except: ['k.on_a'] }, ['k.on_b', 'l.on_a']],
    ['all but the hooks of a kind that is named', { except: ['k'] }, ['l.on_a']],
    ['all where nothing is left out', { except: [] }, ['k.on_a', 'k.on_b', 'l.on_a']],
    ['no hook whose name alone is given', { only: ['on_a'] }, []],
  ])('holds %s', (_, options, hooks) => {
    expect(selected(new HookSelection(options))).toEqual(hooks);
  });

  it.each([{}, { only: ['k', 'l.on_a'] }, { except: ['k.on_b', 'l'] }])(
    'is right when it names what is declared: %j',
    (options) => {
      expect(() => new HookSelection(options).check(KINDS)).not.toThrow();
    },
  );

  it.each([
    [{ only: ['k.on_c', 'k', 'm'] }, 'k.on_c, m'],
    [{ except: ['on_a'] }, 'on_a'],
  ])('is refused with all names that name nothing, and with those that would: %j', (options, unknown) => {
    expect(() => new HookSelection(options).check(KINDS)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message:
          `PluginRelayModule.forRoot(): the option hooks names what is not declared: ${unknown}. ` +
          'Declared are k, k.on_a, k.on_b, l, l.on_a.',
      }),
    );
  });

  it('is refused when it names something and nothing is declared', () => {
    expect(() => new HookSelection({ only: ['k'] }).check([])).toThrow(/: k\. Declared are none\.$/);
  });
});
