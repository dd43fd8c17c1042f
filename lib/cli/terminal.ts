/** Where a subcommand writes. */
export interface Terminal {
  /** The result, on stdout: lines without their newline. */
  print(line: string): void;

  /** What is said beside the result, on stderr. */
  say(line: string): void;

  /**
   * How far a long run is, on stderr: each text replaces the one before, and the next line said or printed wipes it.
   * Nothing where stderr is no terminal.
   */
  progress(text: string): void;

  /** Colours for people, of what is printed; each returns its text unchanged where colours are off. */
  readonly paint: Paint;
}

/** Colours, or none. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly faint: (text: string) => string;
}
