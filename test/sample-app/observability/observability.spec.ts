import { RunningApp } from '../support/running-app.js';

interface Plugin {
  readonly name: string;
  readonly status: string;
  readonly deliveries: number;
}

describe('what the sample application shows of its plugins', () => {
  let app: RunningApp;

  afterEach(() => app.close());

  const plugins = async (): Promise<Plugin[]> => {
    const { plugins: list } = (await (await app.get('/plugins')).json()) as { plugins: Plugin[] };
    return list;
  };

  it('lists them at /plugins to everybody, outside of production', async () => {
    app = await RunningApp.start({ brokenPlugin: true });
    for (let request = 0; request < 5; request++) await app.get('/hello/bob');

    const statuses = (await plugins()).map(({ name, status }) => [name, status]);
    expect(Object.fromEntries(statuses)).toEqual({
      AuditLogger: 'operational',
      BrokenPlugin: 'degraded',
      MetricsExporter: 'operational',
      RequestTracer: 'operational',
    });
  });

  it('shows them only to whoever gives the password, where there is one', async () => {
    app = await RunningApp.start({ adminPassword: 'secret:1' });
    const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;

    const refused = await app.get('/plugins');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Basic realm="plugins", charset="UTF-8"');
    const inBackground = await app.get('/plugins/events', { accept: 'text/event-stream' });
    expect(inBackground.status).toBe(403);
    expect(inBackground.headers.get('www-authenticate')).toBeNull();
    for (const path of ['/plugins', '/plugins/ui', '/plugins/hooks', '/plugins/events', '/plugins/AuditLogger']) {
      expect((await app.get(path, { authorization: basic('me:secret') })).status).toBe(401);
      expect((await app.get(path, { authorization: 'Bearer secret:1' })).status).toBe(401);
    }
    expect((await app.get('/plugins', { authorization: basic('me:secret:1') })).status).toBe(200);
  });

  it('tells at /health which are degraded, with status 200', async () => {
    app = await RunningApp.start({ brokenPlugin: true });
    expect((await app.get('/health')).status).toBe(200);
    for (let request = 0; request < 5; request++) await app.get('/hello/bob');

    const health = await app.get('/health');
    expect(health.status).toBe(200);
    const text = await health.text();
    expect(text).toContain('"status":"degraded"');
    expect(text).toContain('BrokenPlugin');
  });

  it('counts their deliveries at /metrics', async () => {
    app = await RunningApp.start();
    await app.get('/hello/bob');

    expect(await app.metrics()).toContain(
      'plugin_system_deliveries_total{kind="lifecycle_listener",hook="on_request_failed",plugin="AuditLogger",outcome="delivered"} 0\n',
    );
    expect(await app.metrics()).toMatch(
      /^plugin_system_deliveries_total\{kind="lifecycle_listener",hook="on_request_started",plugin="AuditLogger",outcome="delivered"\} [1-9]/m,
    );
  });

  it('makes a span of each delivery', async () => {
    app = await RunningApp.start({ brokenPlugin: true });
    await app.get('/hello/bob');
    await app.close();

    const spans = app.deliverySpans().map((span) => [span.span, span['plugin_system.plugin'], span.status].join(' '));
    expect(new Set(spans)).toEqual(
      new Set(
        ['on_request_started', 'on_request_finished'].flatMap((hook) => [
          `deliver lifecycle_listener.${hook} AuditLogger UNSET`,
          `deliver lifecycle_listener.${hook} BrokenPlugin ERROR`,
          `deliver lifecycle_listener.${hook} MetricsExporter UNSET`,
          `deliver lifecycle_listener.${hook} RequestTracer UNSET`,
        ]),
      ),
    );
    expect(spans).toHaveLength(8);
  });

  it('has a plugin that fails on the share of its events that it is told to', async () => {
    app = await RunningApp.start({ flakyPlugin: 0.5 });
    for (let request = 0; request < 40; request++) await app.get('/hello/bob');

    const flaky = (await plugins()).find(({ name }) => name === 'FlakyPlugin');
    expect(flaky).toMatchObject({ deliveries: expect.any(Number) as number, failures: expect.any(Number) as number });
    const { deliveries, failures } = flaky as unknown as { deliveries: number; failures: number };
    // Of 80 events with a share of a half, fewer than 10 or more than 70 come once in 10^13 runs.
    expect(failures).toBeGreaterThan(10);
    expect(deliveries - failures).toBeGreaterThan(10);
  });
});
