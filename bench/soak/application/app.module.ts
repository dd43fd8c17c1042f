import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { PluginSystemModule } from 'nestjs-plugin-system';

import { Ledger } from './ledger.js';
import { SHUTDOWN_TIMEOUT } from './limits.js';
import { PluginsModule } from './plugins/plugins.module.js';
import { Publisher } from './publisher.js';
import { HeapController } from './routes/heap.controller.js';
import { OrdersController } from './routes/orders.controller.js';
import { PagesController } from './routes/pages.controller.js';
import { RequestEventsInterceptor } from './routes/request-events.interceptor.js';

/** What routes and plugins share. */
@Global()
@Module({ providers: [Ledger, Publisher], exports: [Ledger, Publisher] })
class LedgerModule {}

/** The application under load. Start it from the root of the repository, which `hookspecs` is relative to. */
@Module({
  imports: [
    PluginSystemModule.forRoot({
      hookspecs: 'bench/soak/application/hookspecs',
      shutdownTimeout: SHUTDOWN_TIMEOUT,
    }),
    LedgerModule,
    PluginsModule,
  ],
  controllers: [PagesController, OrdersController, HeapController],
  providers: [{ provide: APP_INTERCEPTOR, useClass: RequestEventsInterceptor }],
})
export class AppModule {}
