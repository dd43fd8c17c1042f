/** One error of the compiler. */
export interface Complaint {
  /** Empty when it is about no file, such as one about an option. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** The last line of what it says: of a long message the one that people read. */
  lastLine: string;
}

const FIRST_LINE = /^(?:(?<file>.+)\((?<line>\d+),\d+\): )?error TS\d+: (?<text>.*)$/;

/** The errors in the output of `tsc --pretty false`, where every line of a message but its first is indented. */
export function complaintsIn(output: string): Complaint[] {
  const complaints: Complaint[] = [];
  for (const line of output.split(/\r?\n/).filter((text) => text !== '')) {
    const last = complaints.at(-1);
    const groups = FIRST_LINE.exec(line)?.groups;
    if (groups !== undefined) {
      complaints.push({ file: groups.file ?? '', line: Number(groups.line ?? 0), lastLine: groups.text ?? '' });
    } else if (last !== undefined && line.startsWith(' ')) {
      last.lastLine = line.trim();
    } else {
      throw new Error(`tsc said what is no error: ${line}`);
    }
  }
  return complaints;
}
