import { Controller, Get } from '@nestjs/common';

/** What `GET /fail` throws; its class name is the event's `code`. */
export class DeliberateError extends Error {
  override readonly name = 'DeliberateError';
}

/** The route that goes wrong. */
@Controller('fail')
export class FailController {
  /** Answers 500, always. */
  @Get()
  fail(): never {
    throw new DeliberateError('GET /fail fails on purpose');
  }
}
