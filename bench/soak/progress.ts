const INTERVAL = 5_000;

/** Says on stderr how a run goes, a line every few seconds. */
export class Progress {
  private timer: NodeJS.Timeout | undefined;

  /** @param describe what to say each time */
  constructor(private readonly describe: () => string) {}

  /** Says something now. */
  say(what: string): void {
    process.stderr.write(`soak: ${what}\n`);
  }

  /** Begins to say it. */
  start(): void {
    this.timer = setInterval(() => this.say(this.describe()), INTERVAL);
  }

  /** Ends that. */
  stop(): void {
    clearInterval(this.timer);
  }
}
