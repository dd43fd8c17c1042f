/** What tests need that npm does not install. */
export interface Service<T> {
  /** What it is called in messages. */
  readonly name: string;
  /** What tests get of it; `undefined` when it is not there. */
  readonly found: T | undefined;
  /** A half-sentence for whoever misses it. */
  readonly howToGet: string;
}

/** Describes tests that need a service. Without it they are skipped, which is said; with REQUIRE_SERVICES=1 they fail. */
export function describeWithService<T>(title: string, service: Service<T>, tests: (found: T) => void): void {
  const { name, found, howToGet } = service;
  if (found !== undefined) {
    describe(title, () => tests(found));
    return;
  }
  const complaint = `no ${name} for "${title}": ${howToGet}`;
  if (process.env['REQUIRE_SERVICES'] === '1') {
    it(title, () => {
      throw new Error(complaint);
    });
    return;
  }
  process.stderr.write(`Skipped, ${complaint}.\n`);
  it.skip(title, () => {});
}
