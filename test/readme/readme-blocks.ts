/** A fenced block of a Markdown file. */
export interface ReadmeBlock {
  /** What stands after the fence: `ts`, `sh`, `yaml`. */
  language: string;
  code: string;
  /** The line of the Markdown file, counted from 1, that `code` begins on. */
  firstLine: number;
}

const FENCE = /^(?<indent>\s*)```(?<language>[\w-]*)\s*$/;

/** Finds the fenced blocks of a Markdown text, those inside lists included, whose code loses the list's indent. */
export function readmeBlocks(markdown: string): ReadmeBlock[] {
  const blocks: ReadmeBlock[] = [];
  let open: { language: string; indent: number; firstLine: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const fence = FENCE.exec(line)?.groups;
    if (open && fence?.language === '') {
      blocks.push({ language: open.language, code: open.lines.join('\n'), firstLine: open.firstLine });
      open = undefined;
    } else if (open) {
      open.lines.push(line.slice(Math.min(open.indent, line.length)));
    } else if (fence) {
      open = { language: fence.language ?? '', indent: fence.indent?.length ?? 0, firstLine: index + 2, lines: [] };
    }
  }
  if (open) throw new Error(`The block that begins on line ${open.firstLine} is never closed.`);
  return blocks;
}
