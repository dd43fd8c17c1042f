import { Module, type DynamicModule } from '@nestjs/common';
import { PluginSystemModule } from 'nestjs-plugin-system';
import { PluginRelayModule } from 'nestjs-plugin-system/relay';

import { brokerOptions } from './broker-options.js';
import type { InstanceSettings } from './instance-settings.js';
import { Ledger } from './ledger.js';
import { Publisher } from './publisher.js';

/** An instance of an application. Start it from the root of the repository, which `hookspecs` is relative to. */
@Module({})
export class InstanceModule {
  static forSettings(settings: InstanceSettings): DynamicModule {
    const { maxWaiting, maxMessageBytes } = settings;
    return {
      module: InstanceModule,
      imports: [
        PluginSystemModule.forRoot({ hookspecs: 'bench/faults/instance/hookspecs' }),
        PluginRelayModule.forRoot({
          ...brokerOptions(settings),
          ...(maxWaiting !== undefined && { maxWaiting }),
          ...(maxMessageBytes !== undefined && { maxMessageBytes }),
        }),
      ],
      providers: [Ledger, Publisher],
    };
  }
}
