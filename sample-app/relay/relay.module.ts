import { type DynamicModule, Module } from '@nestjs/common';
import { PluginRelayModule, type RelayBroker } from 'nestjs-plugin-system/relay';

/** Whether the application is one instance of several. */
export interface RelayModuleOptions {
  /** Through which the instances hear each other; without one everything stays in this process. */
  readonly relayBroker: RelayBroker | undefined;
}

/** Brings what the other instances publish to the plugins here, and the other way round. */
@Module({})
export class RelayModule {
  /** The relay, if there is a broker for it. */
  static forRoot({ relayBroker }: RelayModuleOptions): DynamicModule {
    const relay = relayBroker === undefined ? [] : [PluginRelayModule.forRoot(relayBroker)];
    return { module: RelayModule, imports: relay };
  }
}
