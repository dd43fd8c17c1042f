import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { PluginSystemOptions } from './plugin-system.options.js';

/** `forRoot` and `forRootAsync` as everywhere in Nest; `useClass` and `useExisting` need `createPluginSystemOptions()`. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<PluginSystemOptions>({ moduleName: 'PluginSystem' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createPluginSystemOptions')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
