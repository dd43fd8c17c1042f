import { AmbiguousPluginError } from '../../../lib/errors/ambiguous-plugin.error.js';
import { BootProblems } from '../../../lib/errors/boot-problems.js';
import { KindUnknownError } from '../../../lib/errors/kind-unknown.error.js';

describe('the problems of a boot', () => {
  it('throw nothing when there are none', () => {
    expect(() => new BootProblems().throwIfAny()).not.toThrow();
  });

  it('throw the error of the only one, with its own message', () => {
    const problems = new BootProblems();
    problems.add('A#a: unknown kind', (message) => new KindUnknownError(message, 'k'));
    expect(() => problems.throwIfAny()).toThrow(KindUnknownError);
    expect(() => problems.throwIfAny()).toThrow(
      expect.objectContaining({ message: 'A#a: unknown kind', kind: 'k', code: 'KIND_UNKNOWN' }),
    );
  });

  it('throw the error of the first, with the messages of all', () => {
    const problems = new BootProblems();
    problems.add('first', (message) => new AmbiguousPluginError(message, 'P'));
    problems.add('second', (message) => new KindUnknownError(message, 'k'));
    expect(() => problems.throwIfAny()).toThrow(AmbiguousPluginError);
    expect(() => problems.throwIfAny()).toThrow(
      expect.objectContaining({ message: '2 problems with the plugins:\n  first\n  second', plugin: 'P' }),
    );
  });
});
