const SEMVER = /^(\d+)\.(\d+)\.\d/;

/**
 * How a version of a kind stands to the one that is loaded: of another major version, or one that is no version, it is
 * `incompatible`; with a newer minor version it may know what this one does not; else it is `known`.
 */
export function compareVersions(other: string, loaded: string): 'incompatible' | 'newer minor' | 'known' {
  if (other === loaded) return 'known';
  const [theirs, ours] = [SEMVER.exec(other), SEMVER.exec(loaded)];
  if (theirs === null || ours === null || theirs[1] !== ours[1]) return 'incompatible';
  return Number(theirs[2]) > Number(ours[2]) ? 'newer minor' : 'known';
}
