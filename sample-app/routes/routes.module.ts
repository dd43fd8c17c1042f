import { Module } from '@nestjs/common';

import { FailController } from './fail.controller.js';
import { HelloController } from './hello.controller.js';
import { SlowController } from './slow.controller.js';

/** What the sample application does for its clients. */
@Module({ controllers: [HelloController, FailController, SlowController] })
export class RoutesModule {}
