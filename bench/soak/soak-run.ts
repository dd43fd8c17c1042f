import { setTimeout as delay } from 'node:timers/promises';

import { SHUTDOWN_TIMEOUT } from './application/limits.js';
import type { ApplicationProcess } from './application-process.js';
import { HttpClient } from './load/http-client.js';
import { Load } from './load/load.js';
import { Progress } from './progress.js';
import { balance } from './scorecard/delivery-balance.js';
import { brokenPromises } from './scorecard/broken-promises.js';
import { scorecardOf, type Observations, type Scorecard } from './scorecard/scorecard.js';

/** Enough that everything has been compiled and every buffer has its size: what the heap has gained after that is kept. */
const WARM_UP_ANSWERS = 3_000;
/** How long there has been load again when the application is told to stop. */
const BEFORE_SIGTERM = 500;
/** How much longer than its `shutdownTimeout` the application may take to exit, in milliseconds. */
const EXIT_MARGIN = 5_000;

/** How a run went. */
export interface Outcome {
  readonly scorecard: Scorecard;
  /** A sentence for each promise that was broken, and what is known of it. */
  readonly broken: readonly string[];
}

/**
 * One run: warm-up, heap, load, heap, and a shutdown under load.
 *
 * @param application was just started
 * @param seconds how long the load lasts, the rest apart
 * @throws Error when the application does not start, or ends without a report
 */
export async function soak(application: ApplicationProcess, seconds: number): Promise<Outcome> {
  const load = new Load(await application.port());
  const client = new HttpClient(await application.port());
  const start = performance.now();
  const progress = new Progress(() => {
    const passed = Math.round((performance.now() - start) / 1_000);
    return `${passed} s, ${load.answered} answers, ${load.wrong} wrong, ${application.output.lines} log lines`;
  });
  progress.start();
  try {
    progress.say(`load for ${seconds} s, and before and after it some seconds of warm-up and shutdown`);
    await load.runUntil(() => application.hasEnded || load.answered >= WARM_UP_ANSWERS);
    const before = await heapUsed(application, client);
    const end = performance.now() + seconds * 1_000;
    await load.runUntil(() => application.hasEnded || performance.now() >= end);
    const after = await heapUsed(application, client);
    const shutdown = await stopUnderLoad(application, load);

    const { answered: requests, wrong: wrongAnswers } = load;
    return outcomeOf(application, load, {
      seconds,
      requests,
      wrongAnswers,
      log: application.output,
      heap: { before, after },
      shutdown,
    });
  } finally {
    progress.stop();
    client.close();
  }
}

async function heapUsed(application: ApplicationProcess, client: HttpClient): Promise<number> {
  application.assertRunning();
  const { status, body } = await client.ask({ method: 'GET', path: '/heap' });
  const { bytes, settled } = JSON.parse(body) as { bytes?: number; settled?: boolean };
  if (bytes === undefined || settled !== true) throw new Error(`deliveries did not settle: ${status} ${body}`);
  return bytes;
}

async function stopUnderLoad(application: ApplicationProcess, load: Load): Promise<Observations['shutdown']> {
  const cutOff = new AbortController();
  const running = load.runUntilCut(() => application.hasEnded || cutOff.signal.aborted);
  await delay(BEFORE_SIGTERM);
  const start = performance.now();
  application.signal('SIGTERM');
  const inTime = await Promise.race([
    application.ended.then(() => true),
    delay(SHUTDOWN_TIMEOUT + EXIT_MARGIN, false, { ref: false }),
  ]);
  const milliseconds = Math.round(performance.now() - start);
  cutOff.abort();
  if (!inTime) application.signal('SIGKILL');
  await Promise.all([application.ended, running]);
  return { milliseconds, exitCode: application.exitCode, inTime };
}

function outcomeOf({ report, output }: ApplicationProcess, load: Load, seen: Observations): Outcome {
  if (report === undefined) throw new Error(`the application has left no report: ${JSON.stringify(seen.shutdown)}`);
  const deliveries = balance(report);
  const scorecard = scorecardOf(report, deliveries, seen);
  const broken = brokenPromises(scorecard);
  return { scorecard, broken: [...broken, ...deliveries.complaints, ...load.shown, ...output.shown, ...report.faults] };
}
