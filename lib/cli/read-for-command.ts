import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { HookspecProblem } from '../errors/hookspec-invalid.error.js';
import { readHookspecs, type HookspecSource } from '../hookspec/hookspec-reader.js';
import type { Position } from '../hookspec/position.js';
import { ProblemList } from '../hookspec/problem-list.js';
import { SchemaLibrary } from '../hookspec/schema-library.js';
import { UsageError } from './subcommand.js';
import type { Terminal } from './terminal.js';

/** What a subcommand reads, with everything that is wrong with it. */
export interface ReadForCommand {
  /** The hookspecs that have the form of one, in the order in which boot would load them. With problems, they may lack parts. */
  readonly sources: readonly HookspecSource[];
  /** What boot would refuse, in boot's words, by file and place. */
  readonly problems: readonly HookspecProblem[];
  /** How many hookspec files there are, those included that cannot be used. */
  readonly fileCount: number;
  /** Every schema file that was read. */
  readonly schemas: SchemaLibrary;
  /** Makes a finding of the command's own, with the frame of the line it is in. */
  readonly describe: (file: string, position: Position, message: string) => HookspecProblem;
}

/** How long a run may take until a person wonders what it does. */
const PATIENCE_MS = 1_000;
const PROGRESS_EVERY_MS = 100;

/**
 * Reads hookspecs as boot does, but returns what is wrong instead of throwing it. On a terminal, a long run says how far it is.
 *
 * @param paths files and directories, relative to the working directory
 * @param ajv makes the code that checks payloads, when somebody wants to keep that
 * @throws UsageError when there are none, or one is empty
 */
export function readForCommand(paths: readonly string[], terminal: Terminal, ajv?: Ajv2020): ReadForCommand {
  if (paths.length === 0) throw new UsageError('name a hookspec file, or a folder of them');
  // Such as a variable of a script that was never set: it must not mean the working directory.
  if (paths.includes('')) throw new UsageError('a path is empty: name a file or a folder');
  const problems = new ProblemList();
  const schemas = new SchemaLibrary(problems, ajv);
  let fileCount = 0;
  let nextProgress = performance.now() + PATIENCE_MS;
  const sources = readHookspecs(paths, [], schemas, problems, (done, total) => {
    fileCount = total;
    if (performance.now() < nextProgress) return;
    nextProgress = performance.now() + PROGRESS_EVERY_MS;
    terminal.progress(`${done} of ${total} hookspecs`);
  });
  return {
    sources,
    problems: problems.sorted(),
    fileCount,
    schemas,
    describe: (file, position, message) => problems.describe(file, position, message),
  };
}
