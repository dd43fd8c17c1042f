import { describeWithService } from '../../support/describe-with-service.js';
import { chromiumPath } from './chromium.mjs';

/** Describes tests that need a Chromium. Without one they are skipped, which is said; with REQUIRE_SERVICES=1 they fail. */
export function describeInChromium(name: string, tests: (executablePath: string) => void): void {
  const howToGet = "install Debian's package `chromium`, or set CHROMIUM_PATH";
  describeWithService(name, { name: 'Chromium', found: chromiumPath(), howToGet }, tests);
}
