import { Logger } from '@nestjs/common';
import type { Log } from '../dispatch/log.js';

/** Writes through the logger of the application, in the context `PluginSystem`. */
export class NestLog implements Log {
  private readonly logger = new Logger('PluginSystem');

  error(line: string, stack?: string): void {
    this.logger.error(line, stack);
  }

  warn(line: string): void {
    this.logger.warn(line);
  }

  info(line: string): void {
    this.logger.log(line);
  }
}
