import { runCommand } from './command.js';
import { CRASHED, describeCrash } from './crash.js';
import { ProcessTerminal } from './process-terminal.js';

/** Runs the command with the arguments, the streams and the exit code of a process. It ends by itself, once all is written. */
export async function runInProcess(target: NodeJS.Process): Promise<void> {
  const crash = (error: unknown) => {
    target.exitCode = CRASHED;
    target.stderr.write(`${describeCrash(error)}\n`);
  };
  // Whoever reads may stop reading, as `head` does.
  target.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    target.exitCode = CRASHED;
    target.stderr.write(`hookspec: the result cannot be written (${error.code ?? error.message})\n`);
  });
  target.stderr.on('error', () => {});
  target.on('uncaughtException', crash);
  const exitCode = await runCommand(target.argv.slice(2), new ProcessTerminal(target.stdout, target.stderr));
  // Not exit(), which would lose what a pipe has not taken yet.
  target.exitCode ??= exitCode;
}
