import { formatProblems } from '../../../lib/hookspec/hookspec-format.js';
import { PositionedDocument } from '../../../lib/hookspec/positioned-document.js';
import { problemAt } from '../support/hookspec-problems.js';

function complaints(...lines: readonly string[]): string[] {
  const document = new PositionedDocument(lines.join('\n'));
  return formatProblems(document.toValue(), document).map(
    ({ position: { line, column }, message }) => `${line}:${column} ${message}`,
  );
}

describe('kind_api_version', () => {
  const complain = (version: string) => complaints('kind: k', `kind_api_version: ${version}`, 'hooks: []');

  it.each(['1.0.0', '"1.0.0"', "'0.12.3'", '10.20.30', '1.0.0-rc.1', '1.0.0-alpha+build.5', '1.0.0+20130313144700'])(
    'may be %s',
    (version) => {
      expect(complain(version)).toEqual([]);
    },
  );

  it.each(['1.0', '1', '2.5e1'])('may not be the number %s: it wants quotes', (version) => {
    expect(complain(version)).toEqual([problemAt('2:19', 'string', 'quote it')]);
  });

  it.each(['"1.0"', '"1"', 'v1.0.0', '1.0.0.0', '01.0.0', '1.0.x', '^1.0.0', '" 1.0.0"', '1.0.0-', '""', 'latest'])(
    'may not be the text %s: it wants three numbers',
    (version) => {
      expect(complain(version)).toEqual([problemAt('2:19', 'three numbers')]);
    },
  );

  it.each(['1.0.0-01', '1.0.0-a..b', '1.0.0-rc.', '1.0.0+', '1.0.0+a..b'])(
    'may not be %s, which SemVer forbids',
    (v) => {
      expect(complain(v)).toEqual([problemAt('2:19', 'kind_api_version')]);
    },
  );

  it('may not be longer than 256 characters', () => {
    expect(complain(`1.0.0-${'a'.repeat(300)}`)).toEqual([problemAt('2:19', 'kind_api_version', '256')]);
  });
});

describe('the name of a kind', () => {
  const complain = (name: string) => complaints(`kind: ${name}`, 'kind_api_version: 1.0.0', 'hooks: []');

  it.each(['k', 'lifecycle_listener', 'a1_b2', 'to_string', 'x'.repeat(128)])('may be %s', (name) => {
    expect(complain(name)).toEqual([]);
  });

  it.each(['camelCase', 'Kind', 'KIND', 'kebab-case', 'a.b', 'a b', '_a', 'a_', 'a__b', '1a', 'é', '__proto__', '""'])(
    'may not be %s: it wants snake_case',
    (name) => {
      expect(complain(name)).toEqual([problemAt('1:7', 'kind', 'snake_case')]);
    },
  );

  it('may not be constructor, which every object has', () => {
    expect(complain('constructor')).toEqual([problemAt('1:7', 'kind', 'every JavaScript object')]);
  });

  it('may not be longer than 128 characters', () => {
    expect(complain('x'.repeat(129))).toEqual([problemAt('1:7', 'kind', '128')]);
  });
});

describe('the name of a hook', () => {
  const complain = (name: string) =>
    complaints(
      'kind: k',
      'kind_api_version: 1.0.0',
      'hooks:',
      '  - dispatch: chain',
      '    input_schema: a.json',
      `    name: ${name}`,
    );

  it.each(['on_a', 'a', 'on_2_b'])('may be %s', (name) => {
    expect(complain(name)).toEqual([]);
  });

  it.each(['onRequest', 'on-request', '__proto__', 'on_', 'toString'])('may not be %s: it wants snake_case', (name) => {
    expect(complain(name)).toEqual([problemAt('6:11', 'hooks.0.name', 'snake_case')]);
  });

  it('may not be constructor, which every object has', () => {
    expect(complain('constructor')).toEqual([problemAt('6:11', 'hooks.0.name', 'every JavaScript object')]);
  });
});
