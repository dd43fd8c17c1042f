import { execFile } from 'node:child_process';
import { UsageError } from '../../subcommand.js';

const MAX_OUTPUT_BYTES = 96 * 1024 * 1024;

/** Where git runs, and with which environment: that of this process when none is named. */
export interface GitSurroundings {
  readonly directory: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** What git answered. */
export interface GitAnswer {
  readonly isFine: boolean;
  readonly stdout: Buffer;
  /** What it said on stderr, in one line; nothing when it said nothing. */
  readonly complaint: string;
}

/**
 * Runs git, without a shell.
 *
 * @param input what it reads on stdin
 * @throws UsageError when there is no git, or when its answer is too large
 */
export async function runGit(
  { directory, environment }: GitSurroundings,
  args: readonly string[],
  input = '',
): Promise<GitAnswer> {
  const options = { cwd: directory, env: environment, encoding: 'buffer', maxBuffer: MAX_OUTPUT_BYTES } as const;
  return new Promise((resolve, reject) => {
    const child = execFile('git', [...args], { ...options, windowsHide: true }, (error, stdout, stderr) => {
      const code: unknown = error?.code;
      if (code === 'ENOENT') {
        reject(
          new UsageError('git is not installed, or not in the PATH; without it only files and folders can be compared'),
        );
      } else if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
        reject(new UsageError('what git has there is too large: name the folder that holds the hookspecs'));
      } else if (typeof code === 'string') {
        reject(new UsageError(`git cannot be run (${code})`));
      } else {
        resolve({ isFine: error === null, stdout, complaint: complaintOf(stderr) });
      }
    });
    // It may end before it has read all, and says why on its own.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function complaintOf(stderr: Buffer): string {
  const lines = stderr.toString('utf8').split('\n');
  return lines
    .map((line) => line.replace(/^(fatal|error): /, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}
