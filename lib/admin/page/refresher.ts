import { getJson } from './get-json.js';

/** How long what was loaded stays as it is, in milliseconds. */
const INTERVAL = 5000;

/** Loads something again and again while it is looked at: one request at a time, and none for a page in the background. */
export class Refresher<T> {
  private isLoading = false;
  private startedAt = -Infinity;

  /**
   * @param url where it is
   * @param show told what was loaded
   * @param fail told in words why it could not be
   */
  constructor(
    private readonly url: string,
    private readonly show: (answer: T) => void,
    private readonly fail: (why: string) => void,
  ) {}

  /** To be called every now and then: loads it if it is old. */
  refresh(): void {
    if (!document.hidden && performance.now() - this.startedAt >= INTERVAL) this.load();
  }

  /** Loads it at once. */
  load(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    this.startedAt = performance.now();
    getJson<T>(this.url)
      .then(this.show, (error: unknown) => this.fail(error instanceof Error ? error.message : String(error)))
      .finally(() => (this.isLoading = false));
  }
}
