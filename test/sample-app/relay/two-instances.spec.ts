import { setTimeout as delay } from 'node:timers/promises';

import { describeWithBrokers } from '../../relay/support/describe-with-brokers.js';
import { ChildApp } from '../support/child-app.js';

/** For tests that start other processes, in milliseconds. */
const START_TIMEOUT = 60_000;
const CONNECTED = /PluginSystem.*route=relay broker=connected/;

describeWithBrokers('two instances of the sample application, with RELAY', (broker) => {
  let one: ChildApp;
  let other: ChildApp;

  beforeAll(async () => {
    one = new ChildApp({ RELAY: broker.url });
    other = new ChildApp({ RELAY: broker.url });
    await Promise.all([one.line(CONNECTED), other.line(CONNECTED)]);
  }, START_TIMEOUT);

  afterAll(() => Promise.all([one.kill(), other.kill()]));

  async function get(app: ChildApp, path: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await fetch(`http://localhost:${await app.port()}${path}`, { headers });
    return response.text();
  }

  /** The metrics of an instance once they have a line. */
  async function metricsWith(app: ChildApp, line: string): Promise<string> {
    for (;;) {
      const text = await get(app, '/metrics');
      if (text.includes(line)) return text;
      await delay(20);
    }
  }

  it('hear of the requests to each other, and tell them from their own', async () => {
    await get(one, '/hello/bob');
    await get(other, '/slow');

    const ofOne = await metricsWith(one, 'requests_started_elsewhere_total{path="/slow"} 1\n');
    const ofOther = await metricsWith(other, 'requests_started_elsewhere_total{path="/hello/:name"} 1\n');
    expect(ofOne).toContain('requests_started_total{path="/hello/:name"} 1\n');
    expect(ofOne).not.toContain('requests_started_total{path="/slow"}');
    expect(ofOther).toContain('requests_started_total{path="/slow"} 1\n');
    expect(ofOther).not.toContain('requests_started_total{path="/hello/:name"}');
  });

  it('audit each request in the instance that it came to, and nowhere else', async () => {
    await get(one, '/hello/bob', { 'x-request-id': 'audited-once' });
    await one.line(/AuditLogger.*on_request_finished.*audited-once/);
    // What is sent behind it arrives behind it.
    await get(one, '/fail');
    const received = await metricsWith(other, 'requests_started_elsewhere_total{path="/fail"} 1\n');

    expect(received).toMatch(/^plugin_system_route_events_total\{route="relay",outcome="received"\} [1-9]/m);
    expect(other.output()).not.toContain('audited-once');
  });

  it('say at /health and /metrics how the relay does', async () => {
    const { status, details } = JSON.parse(await get(one, '/health')) as { status: string; details: object };
    expect(status).toBe('ok');
    expect(details).toMatchObject({ plugins: { status: 'up', routes: { relay: { status: 'operational' } } } });
    expect(await get(one, '/metrics')).toContain('plugin_system_route_degraded{route="relay"} 0\n');
  });

  it(
    'end with 0 when they are told to',
    async () => {
      const third = new ChildApp({ RELAY: broker.url });
      await third.line(CONNECTED);
      await third.port();
      third.signal('SIGTERM');

      expect(await third.ended).toEqual({ code: 0, signal: null });
    },
    START_TIMEOUT,
  );
});

describe('one instance of the sample application', () => {
  let child: ChildApp;

  afterEach(() => child.kill());

  it(
    'has nothing to do with a relay without RELAY',
    async () => {
      child = new ChildApp();
      const url = `http://localhost:${await child.port()}`;
      await fetch(`${url}/hello/bob`);

      expect(child.output()).not.toContain('route=');
      expect(await (await fetch(`${url}/metrics`)).text()).not.toContain('plugin_system_route');
      expect(await (await fetch(`${url}/health`)).text()).not.toContain('routes');
    },
    START_TIMEOUT,
  );

  it(
    'starts and serves while there is no broker',
    async () => {
      child = new ChildApp({ RELAY: 'mqtt://127.0.0.1:1' });
      const url = `http://localhost:${await child.port()}`;

      expect((await fetch(`${url}/hello/bob`)).status).toBe(200);
      const health = await fetch(`${url}/health`);
      expect(health.status).toBe(200);
      expect(await health.text()).toMatch(/^\{"status":"degraded"/);
    },
    START_TIMEOUT,
  );
});
