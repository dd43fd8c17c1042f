import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { PluginRelayOptions } from './plugin-relay.options.js';

/** `forRoot` and `forRootAsync` as everywhere in Nest; `useClass` and `useExisting` need `createPluginRelayOptions()`. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<PluginRelayOptions>({ moduleName: 'PluginRelay' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createPluginRelayOptions')
    .build();
