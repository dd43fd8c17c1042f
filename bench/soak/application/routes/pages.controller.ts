import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, Param } from '@nestjs/common';

import { Publisher } from '../publisher.js';

const SLOW = 150;

/** Routes that do little. */
@Controller()
export class PagesController {
  constructor(private readonly publisher: Publisher) {}

  @Get('pages/:name')
  page(@Param('name') name: string): object {
    return { page: name };
  }

  @Get('viewed/:name')
  viewed(@Param('name') name: string): object {
    this.publisher.notify('on_page_viewed', { request_id: name, path: '/viewed' });
    return { page: name };
  }

  /** Is still under way when the application is told to stop. */
  @Get('slow/:name')
  async slow(@Param('name') name: string): Promise<object> {
    await delay(SLOW);
    return { page: name };
  }
}
