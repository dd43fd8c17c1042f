import { formatProblems, isHookspecDocument } from '../../../lib/hookspec/hookspec-format.js';
import { PositionedDocument } from '../../../lib/hookspec/positioned-document.js';
import { problemAt } from '../support/hookspec-problems.js';

const VALID = [
  /*  1 */ 'kind: k',
  /*  2 */ 'kind_api_version: 1.0.0',
  /*  3 */ 'description: About the kind.',
  /*  4 */ 'constraints: {}',
  /*  5 */ 'hooks:',
  /*  6 */ '  - name: on_a',
  /*  7 */ '    dispatch: broadcast_notify',
  /*  8 */ '    description: About the hook.',
  /*  9 */ '    input_schema: in.json',
  /* 10 */ '    output_schema: out.json',
  /* 11 */ '    mcp_exposed: false',
  /* 12 */ '    mcp_tool_name_template: "{kind}.{plugin}.{hook}"',
];

/** What is wrong with a text, each problem as `line:column message`. */
function complaints(lines: readonly string[]): string[] {
  const document = new PositionedDocument(lines.join('\n'));
  return formatProblems(document.toValue(), document).map(
    ({ position: { line, column }, message }) => `${line}:${column} ${message}`,
  );
}

/** The valid hookspec with one of its lines, counted from 1, replaced or left out. */
function withLine(number: number, text?: string): string[] {
  return VALID.toSpliced(number - 1, 1, ...(text === undefined ? [] : [text]));
}

describe('the form of a hookspec', () => {
  it('is met by a file with every key', () => {
    expect(complaints(VALID)).toEqual([]);
    expect(isHookspecDocument(new PositionedDocument(VALID.join('\n')).toValue())).toBe(true);
  });

  it('is met by a file with the required keys alone', () => {
    expect(complaints([0, 1, 4, 5, 6, 8].map((index) => VALID[index] ?? ''))).toEqual([]);
  });

  it('is met by a kind that has no hooks yet', () => {
    expect(complaints(['kind: k', 'kind_api_version: 1.0.0', 'hooks: []'])).toEqual([]);
  });

  it.each(['singleton', 'broadcast_collect', 'broadcast_notify', 'chain', 'capability'])(
    'knows the dispatch class %s',
    (dispatch) => {
      expect(complaints(withLine(7, `    dispatch: ${dispatch}`))).toEqual([]);
    },
  );

  it.each([
    ['a list', ['- kind: k']],
    ['a text', ['kind']],
    ['nothing', ['']],
    ['a comment', ['# kind: k']],
  ])('is not met by a file that holds %s', (_, lines) => {
    expect(complaints(lines)).toEqual([problemAt('1:1', 'the file', 'object')]);
  });

  it.each<[number, string, string, ...string[]]>([
    [1, 'kind: 5', '1:7', 'kind', 'string'],
    [1, 'kind: [k]', '1:7', 'kind', 'string'],
    [2, 'kind_api_version: true', '2:19', 'kind_api_version', 'string'],
    [3, 'description: [text]', '3:14', 'description', 'string'],
    [3, 'description: 5', '3:14', 'description', 'string'],
    [4, 'constraints: none', '4:14', 'constraints', 'object'],
    [4, 'constraints: []', '4:14', 'constraints', 'object'],
    [6, '  - name: 7', '6:11', 'name', 'string'],
    [7, '    dispatch: 7', '7:15', 'dispatch', 'singleton'],
    [7, '    dispatch: broadcastNotify', '7:15', 'dispatch', 'one of', 'broadcast_notify'],
    [8, '    description: {a: b}', '8:18', 'description', 'string'],
    [9, '    input_schema: {type: object}', '9:19', 'input_schema', 'string'],
    [9, '    input_schema: ""', '9:19', 'input_schema', 'fewer'],
    [10, '    output_schema: false', '10:20', 'output_schema', 'string'],
    [11, '    mcp_exposed: "false"', '11:18', 'mcp_exposed', 'boolean'],
    [11, '    mcp_exposed: yes', '11:18', 'mcp_exposed', 'boolean'],
    [11, '    mcp_exposed: 0', '11:18', 'mcp_exposed', 'boolean'],
    [12, '    mcp_tool_name_template: {kind}', '12:29', 'mcp_tool_name_template', 'string'],
  ])('is not met when line %i is `%s`: the value is blamed, at %s', (line, text, place, ...words) => {
    expect(complaints(withLine(line, text))).toEqual([problemAt(place, ...words)]);
  });

  it('is not met when hooks is a map', () => {
    expect(complaints(['kind: k', 'kind_api_version: 1.0.0', 'hooks: {on_a: {}}'])).toEqual([
      problemAt('3:8', 'hooks', 'array'),
    ]);
  });

  it('is not met when a hook is not a map', () => {
    expect(complaints(['kind: k', 'kind_api_version: 1.0.0', 'hooks:', '  - on_a', '  - 7'])).toEqual([
      problemAt('4:5', 'hooks.0', 'object'),
      problemAt('5:5', 'hooks.1', 'object'),
    ]);
  });

  it.each([
    [1, "lacks the key 'kind'", '1:1'],
    [2, "lacks the key 'kind_api_version'", '1:1'],
    [7, "lacks the key 'dispatch'", '6:5'],
    [9, "lacks the key 'input_schema'", '6:5'],
  ])('is not met without line %i: the map %s, at %s', (line, words, place) => {
    expect(complaints(withLine(line))).toEqual([problemAt(place, words)]);
  });

  it('is not met without hooks', () => {
    expect(complaints(VALID.slice(0, 4))).toEqual([problemAt('1:1', "lacks the key 'hooks'")]);
  });

  it('names every key that an empty hook lacks', () => {
    expect(complaints(['kind: k', 'kind_api_version: 1.0.0', 'hooks:', '  - {}'])).toEqual([
      problemAt('4:5', "'name'"),
      problemAt('4:5', "'dispatch'"),
      problemAt('4:5', "'input_schema'"),
    ]);
  });

  it('takes a key without a value for a value of the wrong type', () => {
    expect(complaints(withLine(3, 'description:'))).toEqual([problemAt('3:13', 'description', 'string')]);
  });

  it('blames an unknown key where the key stands, and names the nearest right one', () => {
    expect(complaints([...VALID.slice(0, 3), 'constrains: {}', ...VALID.slice(4)])).toEqual([
      problemAt('4:1', "unknown key 'constrains'", "Did you mean 'constraints'?"),
    ]);
  });

  it('takes the nearest key of a hook from the keys of hooks', () => {
    expect(complaints(withLine(10, '    output_shema: out.json'))).toEqual([
      problemAt('10:5', "unknown key 'output_shema'", "Did you mean 'output_schema'?"),
    ]);
  });

  it('suggests nothing for a key that is like no other', () => {
    expect(complaints(['authentication: x', ...VALID])).toEqual(["1:1 unknown key 'authentication'."]);
  });

  it.each(['__proto__', 'constructor', 'toString', '<<'])('does not know the key %s', (key) => {
    expect(complaints([...VALID.slice(0, 4), `${key}: {}`, ...VALID.slice(4)])).toEqual([
      problemAt('5:1', `unknown key '${key}'`),
    ]);
  });

  it.each(['5', 'null', 'true'])('blames the unknown key %s, which is not text, where it stands', (key) => {
    expect(complaints([...VALID.slice(0, 4), `${key}: {}`, ...VALID.slice(4)])).toEqual([
      problemAt('5:1', 'unknown key'),
    ]);
  });

  it('is blamed for every mistake at once', () => {
    const lines = withLine(1, 'kind: 5').with(1, 'kind_api_version: 1').with(10, '    mcp_exposed: 1');
    expect(complaints(lines)).toEqual(
      expect.arrayContaining([problemAt('1:7', 'kind'), problemAt('2:19', 'version'), problemAt('11:18', 'mcp')]),
    );
  });
});
