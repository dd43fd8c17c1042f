/** A scrape of Prometheus, read. */
export class ScrapedText {
  readonly types = new Map<string, string>();
  readonly help = new Map<string, string>();
  /** By name and labels, the labels in alphabetical order: `name{a="1",b="2"}`. */
  readonly values = new Map<string, number>();

  /** @throws Error when a line is none of Prometheus' text format, or a series is there twice */
  constructor(text: string) {
    for (const line of text.split('\n')) {
      if (line !== '') this.read(line);
    }
  }

  /** The series of one metric. */
  series(name: string): Record<string, number> {
    return Object.fromEntries([...this.values].filter(([key]) => key.startsWith(`${name}{`)));
  }

  private read(line: string): void {
    const [, what, named = '', rest = ''] = /^# (TYPE|HELP) (\S+) (.+)$/.exec(line) ?? [];
    if (what !== undefined) {
      (what === 'TYPE' ? this.types : this.help).set(named, rest);
      return;
    }
    const [, name, labels = '', value = ''] = /^([a-z_]+)(?:\{(.*)\})? ([-+\d.einfI]+)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`no line of Prometheus' format: ${line}`);
    const key = `${name}{${(labels.match(/\w+="(?:[^"\\]|\\.)*"/g) ?? []).toSorted().join()}}`;
    if (this.values.has(key)) throw new Error(`there twice: ${line}`);
    this.values.set(key, Number(value));
  }
}
