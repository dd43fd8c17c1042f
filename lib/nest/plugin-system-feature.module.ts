import { Module, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { PluginSystemError } from '../errors/plugin-system.error.js';
import { PluginLoader } from './plugin.loader.js';

/** What `PluginSystemModule.forFeature()` makes: it carries the paths of a feature's hookspecs. */
@Module({ imports: [DiscoveryModule] })
export class PluginSystemFeatureModule implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws PluginSystemError (`CONFIGURATION_INVALID`) when nothing will read those paths: `forRoot()` is missing */
  onModuleInit(): void {
    if (this.discovery.getProviders().some(({ token }) => token === PluginLoader)) return;
    throw new PluginSystemError(
      'CONFIGURATION_INVALID',
      'PluginSystemModule.forFeature() needs PluginSystemModule.forRoot({ hookspecs }), imported once in the root module.',
    );
  }
}
