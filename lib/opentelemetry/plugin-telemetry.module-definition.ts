import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { PluginTelemetryOptions } from './plugin-telemetry.options.js';

/** `forRoot` and `forRootAsync` as everywhere in Nest; `useClass` and `useExisting` need `createPluginTelemetryOptions()`. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<PluginTelemetryOptions>({ moduleName: 'PluginTelemetry' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createPluginTelemetryOptions')
    .build();
