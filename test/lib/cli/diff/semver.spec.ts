import { bumpBetween, bumped, comparePrecedence, parseVersion } from '../../../../lib/cli/diff/version/semver.js';
import { judgeVersions } from '../../../../lib/cli/diff/version/version-verdict.js';

describe('versions', () => {
  it('stand in the order that SemVer gives as its example (clause 11)', () => {
    const inOrder = [
      ['0.9.0', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11'],
      [
        '1.0.0-rc.1',
        '1.0.0',
        '2.0.0',
        '2.1.0',
        '2.1.1',
        '2.1.10',
        '10.0.0',
        '90071992547409930.0.0',
        '90071992547409931.0.0',
      ],
    ].flat();
    for (const [index, one] of inOrder.entries()) {
      for (const [place, other] of inOrder.entries()) {
        const order = comparePrecedence(parseVersion(one), parseVersion(other));
        expect([one, other, Math.sign(order)]).toEqual([one, other, Math.sign(index - place)]);
      }
    }
  });

  it.each([
    ['1.0.0+one', '1.0.0+two'],
    ['1.0.0-rc.1+one', '1.0.0-rc.1'],
    ['1.0.0+a-b.c', '1.0.0'],
  ])('%s and %s have one precedence: what stands behind a + orders nothing (clause 10)', (one, other) => {
    expect(comparePrecedence(parseVersion(one), parseVersion(other))).toBe(0);
  });

  it('have dashes in identifiers of a pre-release', () => {
    expect(parseVersion('1.0.0-a-b.-1').prerelease).toEqual(['a-b', '-1']);
  });

  it.each([
    ['1.2.3', '2.0.0', 'major'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.2.3+other', 'none'],
    ['1.2.3', '2.0.0-rc.1', 'major'],
  ])('from %s to %s are a %s bump', (from, to, bump) => {
    expect(bumpBetween(parseVersion(from), parseVersion(to))).toBe(bump);
  });

  it.each([
    ['1.2.3', 'major', '2.0.0'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'patch', '1.2.4'],
    ['1.2.3-rc.1', 'none', '1.2.3-rc.1'],
    ['1.2.3-rc.1', 'minor', '1.2.3'],
    ['9007199254740993.0.0', 'major', '9007199254740994.0.0'],
  ] as const)('%s after a %s bump is %s at least', (from, bump, least) => {
    expect(bumped(parseVersion(from), bump)).toBe(least);
  });
});

describe('the step from one version to another', () => {
  it.each([
    ['1.2.0', '2.0.0', 'major', true],
    ['1.2.0', '1.3.0', 'major', false],
    ['1.2.0', '1.2.0', 'patch', false],
    ['1.2.0', '1.2.1', 'minor', false],
    ['1.2.0', '1.2.1', 'patch', true],
    ['1.2.0', '1.2.0', 'none', true],
    ['1.2.0', '3.0.0', 'patch', true],
    ['1.2.0', '1.5.0', 'none', true],
    ['1.2.0', '2.0.0-rc.1', 'major', true],
    ['1.2.0', '1.2.1-rc.1', 'minor', false],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'major', true],
    ['2.0.0-rc.1', '2.0.0', 'major', true],
    ['2.0.0-rc.1', '2.0.0-rc.1', 'patch', false],
    ['2.0.0-rc.1', '2.0.0-rc.1', 'none', true],
  ] as const)('from %s to %s, where a %s bump is needed, is enough: %s', (from, to, needs, isEnough) => {
    expect(judgeVersions(from, to, needs)).toMatchObject({ needs, isEnough });
  });

  it.each([
    ['1.2.0', '1.1.9'],
    ['1.2.0', '1.2.0-rc.1'],
    ['2.0.0-rc.2', '2.0.0-rc.1'],
  ])('from %s to %s goes backwards, and that is never enough', (from, to) => {
    expect(judgeVersions(from, to, 'none')).toMatchObject({ made: 'backwards', isEnough: false });
  });
});
