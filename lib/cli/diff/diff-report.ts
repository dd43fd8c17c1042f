import { harmlessText } from '../../errors/harmless-text.js';
import type { Bump } from './version/bump.js';
import type { Breaks, Change } from './change.js';
import type { KindDiff } from './hookspec-diff.js';
import type { Paint, Terminal } from '../terminal.js';
import { verdictWords } from './verdict-words.js';

/** Prints what changed, for people: kinds and hooks in which nothing did are left out. */
export function printReport(kinds: readonly KindDiff[], terminal: Terminal): void {
  const told = kinds.filter(({ from, to, changes }) => changes.length > 0 || from !== to);
  for (const kind of told) {
    printChanges(kind, terminal);
    const { name, words } = verdictWords(kind);
    const paint = terminal.paint[kind.isEnough ? 'good' : 'error'];
    terminal.print(harmlessText(`${name}: `) + paint(harmlessText(words)));
  }
  if (told.length === 0) terminal.print('nothing changed');
}

function printChanges({ changes }: KindDiff, terminal: Terminal): void {
  for (const hook of new Set(changes.map((change) => change.hook))) {
    terminal.print(harmlessText(hook ?? 'the kind itself'));
    for (const change of changes.filter((one) => one.hook === hook)) printChange(change, terminal);
  }
}

function printChange({ breaks, bump, message, at: { file, line, column } }: Change, terminal: Terminal): void {
  const color = COLORS[bump];
  const tag = color === undefined ? bump : terminal.paint[color](bump);
  terminal.print(`  ${tag}${' '.repeat(WIDTH - bump.length)}${harmlessText(message)}`);
  const place = harmlessText(`${file}:${line}:${column}`);
  terminal.print(terminal.paint.faint(`  ${' '.repeat(WIDTH)}${BROKEN[breaks]} · ${place}`));
}

const WIDTH = 'minor'.length + 2;

const COLORS: Readonly<Record<Bump, keyof Paint | undefined>> = {
  major: 'error',
  minor: 'warning',
  patch: undefined,
  none: undefined,
};

const BROKEN: Readonly<Record<Breaks, string>> = {
  both: 'breaks publishers and subscribers',
  nobody: 'breaks nobody',
  publishers: 'breaks publishers',
  subscribers: 'breaks subscribers',
};
