import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';

const ANSWER_AFTER_MS = 200;

/** The route that takes its time, so that a shutdown can meet a request under way. */
@Controller('slow')
export class SlowController {
  /** Answers 200 after 200 ms. */
  @Get()
  async answer(): Promise<{ waited_ms: number }> {
    await delay(ANSWER_AFTER_MS);
    return { waited_ms: ANSWER_AFTER_MS };
  }
}
