import { AmbiguousPluginError } from '../../../lib/errors/ambiguous-plugin.error.js';
import { DispatchMismatchError } from '../../../lib/errors/dispatch-mismatch.error.js';
import { ERROR_CODES } from '../../../lib/errors/error-code.js';
import { HookUnknownError } from '../../../lib/errors/hook-unknown.error.js';
import { HookspecInvalidError } from '../../../lib/errors/hookspec-invalid.error.js';
import { InFlightLimitError } from '../../../lib/errors/in-flight-limit.error.js';
import { KindUnknownError } from '../../../lib/errors/kind-unknown.error.js';
import { PayloadInvalidError } from '../../../lib/errors/payload-invalid.error.js';
import { PluginSystemError } from '../../../lib/errors/plugin-system.error.js';
import { SubscriberTimeoutError } from '../../../lib/errors/subscriber-timeout.error.js';
import { VersionIncompatibleError } from '../../../lib/errors/version-incompatible.error.js';

const PROBLEM = { file: 'k.yaml', line: 2, column: 3, message: 'wrong' };

const ERRORS: [PluginSystemError, string, string, Record<string, unknown>][] = [
  [new PluginSystemError('SHUT_DOWN', 'm'), 'PluginSystemError', 'SHUT_DOWN', { message: 'm' }],
  [new AmbiguousPluginError('m', 'P'), 'AmbiguousPluginError', 'AMBIGUOUS_PLUGIN', { message: 'm', plugin: 'P' }],
  [
    new DispatchMismatchError('m', 'k', 'h', 'chain'),
    'DispatchMismatchError',
    'DISPATCH_MISMATCH',
    { message: 'm', kind: 'k', hook: 'h', declared: 'chain' },
  ],
  [new HookUnknownError('m', 'k', 'h'), 'HookUnknownError', 'HOOK_UNKNOWN', { message: 'm', kind: 'k', hook: 'h' }],
  [new KindUnknownError('m', 'k'), 'KindUnknownError', 'KIND_UNKNOWN', { message: 'm', kind: 'k' }],
  [
    new HookspecInvalidError([PROBLEM]),
    'HookspecInvalidError',
    'HOOKSPEC_INVALID',
    { file: 'k.yaml', line: 2, column: 3, problems: [PROBLEM] },
  ],
  [new InFlightLimitError('P', 5), 'InFlightLimitError', 'IN_FLIGHT_LIMIT', { plugin: 'P', limit: 5 }],
  [
    new PayloadInvalidError('k', 'h', '/a', 'must be string'),
    'PayloadInvalidError',
    'PAYLOAD_INVALID',
    { kind: 'k', hook: 'h', path: '/a', reason: 'must be string' },
  ],
  [new SubscriberTimeoutError('P', 'm'), 'SubscriberTimeoutError', 'SUBSCRIBER_TIMEOUT', { message: 'm', plugin: 'P' }],
  [
    new VersionIncompatibleError('m', 'k', '1', '2.0.0'),
    'VersionIncompatibleError',
    'VERSION_INCOMPATIBLE',
    { message: 'm', kind: 'k', wanted: '1', loaded: '2.0.0' },
  ],
];

describe.each(ERRORS.map(([error, name, code, fields]) => ({ error, name, code, fields })))(
  '$name',
  ({ error, name, code, fields }) => {
    it('is a PluginSystemError and an Error, with its name', () => {
      expect(error).toBeInstanceOf(PluginSystemError);
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe(name);
    });

    it(`carries the code ${code}, which is listed`, () => {
      expect(error.code).toBe(code);
      expect(ERROR_CODES).toContain(error.code);
    });

    it('carries what it was made for', () => {
      expect(error).toMatchObject(fields);
      expect(error.message).not.toBe('');
    });
  },
);

describe('the codes', () => {
  it('differ from one another', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});

describe('a message', () => {
  it('of a refused payload names kind, hook, path and reason', () => {
    const { message } = new PayloadInvalidError('k', 'h', '/a/0', 'must be string');
    expect(message).toBe('The payload of k.h is refused: /a/0 must be string');
  });

  it('of a payload that is refused as a whole reads well without a path', () => {
    expect(new PayloadInvalidError('k', 'h', '', 'must be object').message).toBe(
      'The payload of k.h is refused: it must be object',
    );
  });

  it('of a shed delivery names the limit and its option; the plugin stands beside it', () => {
    const error = new InFlightLimitError('Slow', 16);
    expect(error.message).toMatch(/16.*option maxInFlight/);
    expect(error).toMatchObject({ plugin: 'Slow', limit: 16 });
  });

  it('of one problem in the hookspecs gives its place so that a terminal can open it', () => {
    expect(new HookspecInvalidError([PROBLEM]).message).toBe('A problem in the hookspecs:\n  k.yaml:2:3 wrong');
  });

  it('of several problems in the hookspecs gives one line to each, and its fields are the first', () => {
    const error = new HookspecInvalidError([PROBLEM, { file: 'z.json', line: 1, column: 1, message: 'worse' }]);
    expect(error.message).toBe('2 problems in the hookspecs:\n  k.yaml:2:3 wrong\n  z.json:1:1 worse');
    expect(error).toMatchObject({ file: 'k.yaml', line: 2, column: 3 });
  });

  it('of a problem with a frame shows it below, indented', () => {
    const error = new HookspecInvalidError([{ ...PROBLEM, frame: '2 | a: b\n  |   ^' }, PROBLEM]);
    expect(error.message.split('\n')).toEqual([
      '2 problems in the hookspecs:',
      '  k.yaml:2:3 wrong',
      '    2 | a: b',
      '      |   ^',
      '  k.yaml:2:3 wrong',
    ]);
  });

  it('of the hookspecs cannot drive a terminal, while the fields of a problem stay as they are', () => {
    const hostile = { ...PROBLEM, file: 'k\u001b[2J.yaml', message: "unknown key '\u202e\u009b2J'" };
    const error = new HookspecInvalidError([hostile]);
    expect(error.message).toBe("A problem in the hookspecs:\n  k\ufffd[2J.yaml:2:3 unknown key '\ufffd\ufffd2J'");
    expect(error.problems).toEqual([hostile]);
  });
});
