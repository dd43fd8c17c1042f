import { Controller, Get } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { PluginHealthIndicator } from 'nestjs-plugin-system/terminus';

/** Tells a load balancer whether to send requests here. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly plugins: PluginHealthIndicator,
  ) {}

  /** 503 when events are not audited any more; with any other plugin degraded, 200 and its name. */
  @Get()
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([() => this.plugins.isHealthy('plugins', { critical: ['AuditLogger'] })]);
  }
}
