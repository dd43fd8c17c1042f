import type { KindDiff } from '../../../../lib/cli/diff/hookspec-diff.js';
import { TwoStates } from './support/compare.js';

const states: TwoStates[] = [];
afterEach(() => states.splice(0).forEach((one) => one.remove()));

function twoStates(): TwoStates {
  const made = new TwoStates();
  states.push(made);
  return made;
}

interface HookText {
  readonly name: string;
  readonly input?: string;
  readonly dispatch?: string;
  readonly more?: string;
}

function hookspec(hooks: readonly HookText[], head = 'kind: k\nkind_api_version: 1.2.3\n'): string {
  const entries = hooks.map(({ name, input = 's.json', dispatch = 'broadcast_notify', more = '' }) => {
    return `  - name: ${name}\n    dispatch: ${dispatch}\n    input_schema: ${input}\n${more}`;
  });
  return `${head}hooks:\n${entries.join('')}`;
}

function compared(old: string, next: string, files: Record<string, unknown> = {}): KindDiff[] {
  const two = twoStates();
  for (const [folder, content] of [
    [two.old, old],
    [two.next, next],
  ] as const) {
    folder.write('s.json', { type: 'object', properties: { a: { type: 'string' } } });
    for (const [name, schema] of Object.entries(files)) folder.write(name, schema);
    folder.write('k.yaml', content);
  }
  return two.kinds();
}

function told(kinds: readonly KindDiff[]): string[] {
  return kinds.flatMap(({ changes }) =>
    changes.map(({ hook, path, code, breaks, bump, at }) => {
      return `${hook ?? '-'} ${path} ${code} ${breaks} ${bump} ${at.file}:${at.line}:${at.column}`;
    }),
  );
}

const A = { name: 'on_a' };
const OTHER = { 'other.json': { type: 'object', required: ['b'] } };

describe('of a kind, when', () => {
  it('a hook is new, nobody breaks', () => {
    const kinds = compared(hookspec([A]), hookspec([A, { name: 'on_b', input: 'other.json' }]), OTHER);
    expect(told(kinds)).toEqual(['on_b hook hook-added nobody minor new/k.yaml:7:11']);
  });

  it('a hook is gone, both break, and its place is in the old file', () => {
    const kinds = compared(hookspec([A, { name: 'on_b' }]), hookspec([A]));
    expect(told(kinds)).toEqual(['on_b hook hook-removed both major old/k.yaml:7:11']);
  });

  it('a hook has another name and the same payload, it looks renamed', () => {
    const kinds = compared(hookspec([{ name: 'on_b' }]), hookspec([{ name: 'on_c', input: 'other.json' }, A]), OTHER);
    expect(told(kinds)).toEqual([
      'on_b hook hook-renamed both major old/k.yaml:4:11',
      'on_c hook hook-added nobody minor new/k.yaml:4:11',
      'on_a hook hook-added nobody minor new/k.yaml:7:11',
    ]);
    expect(kinds[0]?.changes[0]?.message).toContain("looks renamed to 'on_a'");
    expect(kinds[0]?.changes[2]?.message).toContain("looks like 'on_b' under another name");
  });

  it('hooks change places, nothing changed', () => {
    expect(told(compared(hookspec([A, { name: 'on_b' }]), hookspec([{ name: 'on_b' }, A])))).toEqual([]);
  });

  it('a hook has another dispatch class, both break, and its payload is compared all the same', () => {
    const next = hookspec([{ ...A, dispatch: 'chain', input: 'other.json' }]);
    expect(told(compared(hookspec([A]), next, OTHER))).toEqual([
      'on_a dispatch dispatch-changed both major new/k.yaml:5:15',
      'on_a payload.a field-removed subscribers major old/s.json:4:10',
      'on_a payload.b required-field-added publishers major new/other.json:3:15',
    ]);
  });

  it.each([
    ['    description: Words.\n', 'description words-changed nobody patch'],
    ['    mcp_exposed: true\n', 'mcp_exposed mcp-changed nobody minor'],
    ['    mcp_tool_name_template: t\n', 'mcp_tool_name_template mcp-changed nobody minor'],
    ['    output_schema: other.json\n', 'output_schema output-changed nobody patch'],
  ])('a hook gets %s, nobody breaks', (more, expected) => {
    const [first] = told(compared(hookspec([A]), hookspec([{ ...A, more }]), OTHER));
    expect(first).toContain(expected);
    expect(first).toContain('new/k.yaml:7:');
    const [back] = told(compared(hookspec([{ ...A, more }]), hookspec([A]), OTHER));
    expect(back).toContain(expected);
    expect(back).toContain('old/k.yaml:7:');
  });

  it('a word of it is gone, its place is in the old file; when it is written and says the same as none, in the new one', () => {
    const head = (rest: string) => `kind: k\nkind_api_version: 1.2.3\n${rest}`;
    const exposed = (value: boolean) => [{ ...A, more: `    mcp_exposed: ${value}\n` }];
    const old = hookspec(exposed(true), head('constraints: {a: 1}\n'));
    expect(told(compared(old, hookspec([A])))).toEqual([
      '- constraints constraints-changed nobody minor old/k.yaml:3:14',
      'on_a mcp_exposed mcp-changed nobody minor old/k.yaml:8:18',
    ]);
    expect(told(compared(old, hookspec(exposed(false), head('constraints: {}\n'))))).toEqual([
      '- constraints constraints-changed nobody minor new/k.yaml:3:14',
      'on_a mcp_exposed mcp-changed nobody minor new/k.yaml:8:18',
    ]);
  });

  it.each([500, 2_000])('a payload is nested %i deep, no more is said than that it cannot be compared', (depth) => {
    const deep = (inner: string) => `{"const": ${'['.repeat(depth)}${inner}${']'.repeat(depth)}}`;
    const files = { 'one.json': deep('1'), 'same.json': deep('1'), 'other.json': deep('2') };
    const uses = (input: string, dispatch = 'broadcast_notify') => {
      return hookspec([{ ...A, input, dispatch, more: `    output_schema: ${input}\n` }]);
    };
    expect(told(compared(uses('one.json'), uses('same.json'), files))).toEqual([]);
    expect(told(compared(uses('one.json'), uses('other.json'), files))).toEqual([
      'on_a payload undecided both major new/k.yaml:6:19',
      'on_a output_schema output-changed nobody patch new/k.yaml:7:20',
    ]);
    expect(told(compared(uses('one.json', 'chain'), uses('other.json', 'chain'), files))).toEqual([
      'on_a payload undecided both major new/k.yaml:6:19',
      'on_a output undecided both major new/k.yaml:7:20',
    ]);
  });

  it('its description or its constraints change, nobody breaks', () => {
    const head = (rest: string) => `kind: k\nkind_api_version: 1.2.3\n${rest}`;
    const kinds = compared(
      hookspec([A], head('constraints: {a: 1, b: [2]}\n')),
      hookspec([A], head('description: Words.\nconstraints: {b: [3], a: 1}\n')),
    );
    expect(told(kinds)).toEqual([
      '- description words-changed nobody patch new/k.yaml:3:14',
      '- constraints constraints-changed nobody minor new/k.yaml:4:14',
    ]);
    const gone = compared(hookspec([A], head('constraints: {a: 1}\n')), hookspec([A], head('')));
    expect(told(gone)).toEqual(['- constraints constraints-changed nobody minor old/k.yaml:3:14']);
    expect(
      told(
        compared(
          hookspec([A], head('constraints: {a: 1, b: 2}\n')),
          hookspec([A], head('constraints: {b: 2, a: 1}\n')),
        ),
      ),
    ).toEqual([]);
  });

  it('what a plugin returns is narrower, the plugins break; when it is wider, their readers do', () => {
    const output = (file: string) => hookspec([{ ...A, dispatch: 'chain', more: `    output_schema: ${file}\n` }]);
    const files = { 'wide.json': { type: ['string', 'null'] }, 'narrow.json': { type: 'string' } };
    const narrower = compared(output('wide.json'), output('narrow.json'), files);
    expect(told(narrower)).toEqual(['on_a output type-narrowed subscribers major new/narrow.json:2:11']);
    expect(narrower[0]?.changes[0]?.message).toContain('Subscribers that send what it no longer allows are refused');
    expect(told(compared(output('narrow.json'), output('wide.json'), files))[0]).toContain(
      'output type-widened publishers major',
    );
    expect(told(compared(hookspec([{ ...A, dispatch: 'chain' }]), output('narrow.json'), files))[0]).toContain(
      'output type-narrowed subscribers major',
    );
  });
});

describe('kinds', () => {
  it('are compared by their names, whatever files they stand in', () => {
    const two = twoStates();
    for (const folder of [two.old, two.next]) folder.write('s.json', {});
    two.old.write('a.yaml', hookspec([A]));
    two.next.write('sub/b.yaml', hookspec([{ ...A, input: '../s.json' }]));
    expect(two.kinds()).toMatchObject([{ kind: 'k', changes: [], isEnough: true }]);
  });

  it('that are new need no version, and those that are gone fail whatever the versions are', () => {
    const two = twoStates();
    two.old.declare('gone', ['on_a'], { version: '1.0.0' });
    two.next.declare('added', ['on_a'], { version: '0.1.0' });
    expect(two.kinds()).toMatchObject([
      { kind: 'added', from: undefined, to: '0.1.0', verdict: undefined, isEnough: true },
      { kind: 'gone', from: '1.0.0', to: undefined, verdict: undefined, isEnough: false },
    ]);
    expect(told(two.kinds())).toEqual([
      '- kind kind-added nobody none new/added.yaml:1:7',
      '- kind kind-removed both major old/gone.yaml:1:7',
    ]);
  });

  it.each([
    ['0.3.0', '0.3.1', { needs: 'minor', isEnough: false }],
    ['0.3.0', '0.4.0', { needs: 'minor', isEnough: true }],
    ['0.3.0', '1.0.0', { needs: 'minor', isEnough: true }],
    ['1.3.0', '1.4.0', { needs: 'major', isEnough: false }],
  ])('that break from %s to %s need what SemVer says of versions before 1.0.0, and after', (from, to, expected) => {
    const two = twoStates();
    two.declare({ type: 'string' }, { type: 'number' }, { from, to });
    const [kind] = two.kinds();
    expect(kind?.verdict).toMatchObject(expected);
    expect(kind?.changes.map(({ bump }) => bump)).toEqual([expected.needs]);
  });

  it('before 1.0.0 need a patch for what is new', () => {
    const two = twoStates();
    two.declare({ type: 'object' }, { type: 'object', properties: { a: {} } }, { from: '0.3.0', to: '0.3.1' });
    expect(two.kinds()[0]).toMatchObject({ verdict: { needs: 'patch', made: 'patch' }, isEnough: true });
  });
});
