import { ApplicationProcess } from './application-process.js';
import { parseArguments, USAGE, UsageError, type Arguments } from './arguments.js';
import { soak } from './soak-run.js';

const USAGE_ERROR = 2;
/** What shells give for a process that was ended by Ctrl-C. */
const INTERRUPTED = 130;

function readArguments(): Arguments {
  try {
    return parseArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exit(USAGE_ERROR);
  }
}

async function run(seconds: number): Promise<void> {
  const application = new ApplicationProcess();
  const interrupt = () => {
    application.signal('SIGKILL');
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const { scorecard, broken } = await soak(application, seconds);
    process.stdout.write(`${JSON.stringify(scorecard, undefined, 2)}\n`);
    for (const promise of broken) process.stderr.write(`soak: BROKEN: ${promise}\n`);
    if (broken.length > 0) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    application.signal('SIGKILL');
  }
}

const asked = readArguments();
if (asked.help) process.stdout.write(USAGE);
else await run(asked.seconds);
