import { Controller, Get, Param } from '@nestjs/common';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { PluginHealthIndicator } from 'nestjs-plugin-system/terminus';

/** Serves the health of the plugins: at `/health`, and with those that are critical at `/health/<name>,<name>`. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly plugins: PluginHealthIndicator,
  ) {}

  @Get()
  @HealthCheck()
  lenient() {
    return this.health.check([() => this.plugins.isHealthy('plugins')]);
  }

  @Get(':names')
  @HealthCheck()
  critical(@Param('names') names: string) {
    return this.health.check([() => this.plugins.isHealthy('plugins', { critical: names.split(',') })]);
  }
}
