import { RunningApp } from '../support/running-app.js';

describe('GET /metrics', () => {
  let app: RunningApp;

  beforeEach(async () => {
    app = await RunningApp.start();
  });

  afterEach(() => app.close());

  it('is served as Prometheus text', async () => {
    const response = await app.get('/metrics');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('counts started requests by route pattern', async () => {
    await app.get('/hello/alice');
    await app.get('/hello/bob');

    expect(await app.metrics()).toContain('requests_started_total{path="/hello/:name"} 2\n');
  });

  it('counts finished requests', async () => {
    await app.get('/hello/alice');

    expect(await app.metrics()).toContain('requests_finished_total 1\n');
  });

  it('counts failed requests by error code', async () => {
    await app.get('/fail');

    expect(await app.metrics()).toContain('requests_failed_total{error_code="DeliberateError"} 1\n');
  });
});
