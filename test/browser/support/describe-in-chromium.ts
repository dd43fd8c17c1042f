import { chromiumPath } from './chromium.mjs';

/** Describes tests that need a Chromium. Without one they are skipped, which is said; with REQUIRE_SERVICES=1 they fail. */
export function describeInChromium(name: string, tests: (executablePath: string) => void): void {
  const executablePath = chromiumPath();
  if (executablePath !== undefined) {
    describe(name, () => tests(executablePath));
    return;
  }
  const complaint = `no Chromium for "${name}": install Debian's package \`chromium\`, or set CHROMIUM_PATH`;
  if (process.env['REQUIRE_SERVICES'] === '1') {
    it(name, () => {
      throw new Error(complaint);
    });
    return;
  }
  process.stderr.write(`Skipped, ${complaint}.\n`);
  it.skip(name, () => {});
}
