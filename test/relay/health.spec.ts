import { Controller, Get, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { setTimeout as delay } from 'node:timers/promises';
import { PluginRelay, PluginRelayModule } from 'nestjs-plugin-system/relay';
import { PluginHealthIndicator } from 'nestjs-plugin-system/terminus';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { rootModule } from '../lib/support/start-app.js';
import { describeWithBrokers, START_TIMEOUT } from './support/describe-with-brokers.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

@Controller('health')
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly plugins: PluginHealthIndicator,
  ) {}

  @Get()
  @HealthCheck()
  check() {
    return this.health.check([() => this.plugins.isHealthy('plugins')]);
  }
}

describeWithBrokers(
  'the health of an application with a relay',
  (broker) => {
    let app: INestApplication;

    beforeAll(async () => {
      const url = broker.url.replace('://', '://user:secret-word@');
      const root = rootModule(
        { hookspecs },
        {
          imports: [
            TerminusModule.forRoot({ logger: false }),
            PluginRelayModule.forRoot({ transport: Transport.MQTT, options: { url } }),
          ],
          controllers: [HealthController],
          providers: [PluginHealthIndicator],
        },
      );
      app = await NestFactory.create(root, { logger: false, abortOnError: false });
      await app.listen(0, '127.0.0.1');
    });
    afterAll(() => app.close());

    async function check(): Promise<{ http: number; text: string }> {
      const response = await fetch(`${await app.getUrl()}/health`);
      return { http: response.status, text: await response.text() };
    }

    /** What is answered once it has a word in it. */
    async function checkUntil(word: string): Promise<Awaited<ReturnType<typeof check>>> {
      for (;;) {
        const answer = await check();
        if (answer.text.includes(word)) return answer;
        await delay(20);
      }
    }

    it(
      'is degraded while the broker is away, without a word of its password, and up again when it is back',
      async () => {
        await app.get(PluginRelay).whenConnected();
        expect(await check()).toMatchObject({
          http: 200,
          text: expect.stringContaining('"relay":{"status":"operational"') as string,
        });

        await broker.kill();
        const { http, text } = await checkUntil('"relay":{"status":"degraded"');
        expect(http).toBe(200);
        expect(text).toMatch(/^\{"status":"degraded"/);
        expect(text).toContain('"message":"the route relay is degraded"');
        expect(text).toContain('"reason":"no broker: ');
        expect(text).not.toContain('secret-word');

        await broker.start();
        expect((await checkUntil('"relay":{"status":"operational"')).text).toMatch(/^\{"status":"ok"/);
      },
      START_TIMEOUT,
    );
  },
  { only: ['mqtt'] },
);
