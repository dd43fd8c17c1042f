import { HookspecInvalidError } from '../../../lib/errors/hookspec-invalid.error.js';
import { FILE_START } from '../../../lib/hookspec/position.js';
import { ProblemList } from '../../../lib/hookspec/problem-list.js';

/** What the list throws. */
function thrown(list: ProblemList): HookspecInvalidError {
  try {
    list.throwIfAny();
  } catch (error) {
    if (error instanceof HookspecInvalidError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a list of problems', () => {
  it('throws nothing while it is empty', () => {
    expect(() => new ProblemList().throwIfAny()).not.toThrow();
  });

  it('throws all of them in one error, by file, then line, then column', () => {
    const list = new ProblemList();
    list.add('/b.yaml', { line: 1, column: 1 }, 'fifth');
    list.add('/a.yaml', { line: 10, column: 2 }, 'fourth');
    list.add('/a.yaml', { line: 9, column: 11 }, 'third');
    list.add('/a.yaml', { line: 9, column: 2 }, 'second');
    list.add('/a.yaml', FILE_START, 'first');
    expect(thrown(list).problems.map(({ message }) => message)).toEqual([
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
    ]);
  });

  it('keeps the order in which problems at one place were found', () => {
    const list = new ProblemList();
    list.add('/a.yaml', FILE_START, 'z');
    list.add('/a.yaml', FILE_START, 'a');
    expect(thrown(list).problems.map(({ message }) => message)).toEqual(['z', 'a']);
  });
});
