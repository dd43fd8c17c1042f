import { Module } from '@nestjs/common';

import { FailingObservers } from './failing-observers.js';
import { FailsToBeMade } from './fails-to-be-made.js';
import { HangsAlways } from './hangs-always.js';
import { HangsSometimes } from './hangs-sometimes.js';
import { HangsUntilShutdown } from './hangs-until-shutdown.js';
import { MutatesPayloads } from './mutates-payloads.js';
import { RejectsAnything } from './rejects-anything.js';
import { ReturnsGenerators } from './returns-generators.js';
import { SlowPublisher } from './slow-publisher.js';
import { ThrowsAnything } from './throws-anything.js';
import { WeirdThenables } from './weird-thenables.js';
import { WellBehavedAsync } from './well-behaved-async.js';
import { WellBehavedSync } from './well-behaved-sync.js';

/** Every plugin. Those that fail stand between those that must not notice. */
@Module({
  providers: [
    ThrowsAnything,
    MutatesPayloads,
    WellBehavedSync,
    HangsSometimes,
    HangsAlways,
    HangsUntilShutdown,
    RejectsAnything,
    WeirdThenables,
    ReturnsGenerators,
    FailsToBeMade,
    SlowPublisher,
    WellBehavedAsync,
    FailingObservers,
  ],
})
export class PluginsModule {}
