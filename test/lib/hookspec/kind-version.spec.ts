import { compareVersions } from '../../../lib/hookspec/kind-version.js';

describe('the version of a kind elsewhere', () => {
  it.each([
    ['1.2.3', '1.2.3'],
    ['1.2.0', '1.2.9'],
    ['1.2.9', '1.2.0'],
    ['1.1.9', '1.2.0'],
    ['1.9.0', '1.10.0'],
    ['0.1.0', '0.1.5'],
    ['1.2.3-rc.1', '1.2.3'],
    ['1.2.3+build.5', '1.2.3'],
  ])('%s is known where %s is loaded', (other, loaded) => {
    expect(compareVersions(other, loaded)).toBe('known');
  });

  it.each([
    ['1.3.0', '1.2.9'],
    ['1.10.0', '1.9.0'],
    ['0.2.0', '0.1.0'],
    ['1.3.0-rc.1', '1.2.0'],
  ])('%s is a newer minor one where %s is loaded', (other, loaded) => {
    expect(compareVersions(other, loaded)).toBe('newer minor');
  });

  it.each([
    ['2.0.0', '1.0.0'],
    ['1.9.9', '2.0.0'],
    ['10.0.0', '1.0.0'],
    ['0.1.0', '1.1.0'],
    ['', '1.0.0'],
    ['1', '1.0.0'],
    ['1.1', '1.0.0'],
    ['v1.0.0', '1.0.0'],
    [' 1.0.0', '1.0.0'],
    ['1.x.0', '1.0.0'],
    ['1.0.x', '1.0.0'],
    ['-1.0.0', '1.0.0'],
    ['latest', '1.0.0'],
    ['1.0.0', 'latest'],
  ])('%p is incompatible where %p is loaded', (other, loaded) => {
    expect(compareVersions(other, loaded)).toBe('incompatible');
  });
});
