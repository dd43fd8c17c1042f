import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { PluginMetricsOptions } from './plugin-metrics.options.js';

/** `forRoot` and `forRootAsync` as everywhere in Nest; `useClass` and `useExisting` need `createPluginMetricsOptions()`. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<PluginMetricsOptions>({ moduleName: 'PluginMetrics' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createPluginMetricsOptions')
    .build();
