/** What is known of a process whose output is read. */
export interface Writer {
  readonly pid: number;
  /** The plugins of which a line may say that they failed. */
  readonly mayFail: ReadonlySet<string>;
}

// The ones that Nest's ConsoleLogger uses: whatever else of its kind is printed comes from somebody else.
// oxlint-disable-next-line no-control-regex
const NEST_COLOURS = /\u001b\[(?:0|1|31|32|33|38;5;3|39|95|96)m/g;

// What terminals and log collectors take for the end of a line, for a command, or for another direction. Stacks have tabs.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const NEST_LINE =
  /^\[Nest\] (?<pid>\d+) {2}- [^[]+? +(?:LOG|ERROR|WARN|DEBUG|VERBOSE|FATAL) (?:\[[^\]]*\] )?(?<text>.*?)(?: \+\d+ms)?$/;

const PAIR = /(?<key>[A-Za-z]+)=(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s"=]*))(?: |$)/y;

// Who hears a hook, said once at boot in nobody's words but the library's; a remark may follow.
const SUBSCRIBERS = /^kind=\w+ hook=\w+ subscribers=[^"=]+$/;

/**
 * Why a line of a process's output cannot be one that the process itself meant to write; `undefined` when it can.
 *
 * A line of the plugin system begins with Nest's head, consists of well-formed pairs, each once, and names a plugin that
 * may fail. A line without that head must not look like one.
 *
 * @param line without the newline at its end
 */
export function forgeryIn(line: string, { pid, mayFail }: Writer): string | undefined {
  const plain = line.replaceAll(NEST_COLOURS, '');
  if (CONTROLS.test(plain)) return 'holds a control character';
  const head = NEST_LINE.exec(plain)?.groups;
  if (head === undefined) return looksLikeALog(plain) ? 'begins like a line of the log, and is none' : undefined;
  if (Number(head.pid) !== pid) return 'is of another process';
  return forgeryInText(head.text ?? '', mayFail);
}

/** Whether a line holds, where it can do no harm, what would have been a forged one. */
export function holdsAttempt(line: string): boolean {
  return line.includes('Forged');
}

function looksLikeALog(line: string): boolean {
  return /^\s*(?:\[Nest\]|(?:plugin|observerOf)=)/.test(line);
}

function forgeryInText(text: string, mayFail: ReadonlySet<string>): string | undefined {
  if (!/^[A-Za-z]+=/.test(text) || SUBSCRIBERS.test(text)) return undefined;
  const pairs = pairsOf(text);
  if (pairs === undefined) return 'is not made of well-formed pairs, each once';
  const name = pairs.get('plugin') ?? pairs.get('observerOf');
  if (name === undefined || mayFail.has(name)) return undefined;
  return `names ${name}, which is no plugin that may fail`;
}

function pairsOf(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = new Map<string, string>();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < text.length) {
    const pair = PAIR.exec(text)?.groups;
    if (pair?.key === undefined || pairs.has(pair.key)) return undefined;
    pairs.set(pair.key, pair.quoted ?? pair.bare ?? '');
  }
  return pairs;
}
