import { ChildApp } from './support/child-app.js';

const JSON_TYPE = 'application/json; charset=utf-8';

interface Seen {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

describe.each([
  ['', {}],
  [' with BROKEN_PLUGIN=1', { BROKEN_PLUGIN: '1' }],
])('the running sample application%s', (_, env: Record<string, string>) => {
  let child: ChildApp;
  let url: string;

  beforeAll(async () => {
    child = new ChildApp(env);
    url = `http://localhost:${await child.port()}`;
  });

  afterAll(() => child.kill());

  async function get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    const response = await fetch(url + path, { headers });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  }

  it('greets, audits who asked and counts the route', async () => {
    expect(await get('/hello/bob', { 'x-request-id': 'r1', 'x-actor': 'alice' })).toEqual({
      status: 200,
      type: JSON_TYPE,
      body: '{"greeting":"Hello, bob!"}',
    });
    expect(await child.line(/AuditLogger.*on_request_started/)).toMatch(/"request_id":"r1","actor":"alice"/);
    expect(await child.line(/AuditLogger.*on_request_finished/)).toMatch(/"request_id":"r1","actor":"alice"/);
    expect((await get('/metrics')).body).toContain('requests_started_total{path="/hello/:name"} 1\n');
  });

  it('answers a failure with 500 and counts its error code', async () => {
    expect(await get('/fail')).toEqual({
      status: 500,
      type: JSON_TYPE,
      body: '{"statusCode":500,"message":"Internal server error"}',
    });
    expect((await get('/metrics')).body).toContain('requests_failed_total{error_code="DeliberateError"} 1\n');
  });

  it('answers slowly, but answers', async () => {
    expect(await get('/slow')).toEqual({ status: 200, type: JSON_TYPE, body: '{"waited_ms":200}' });
  });
});

describe('the log of the sample application with BROKEN_PLUGIN=1', () => {
  it('has one line for each failure, beginning with plugin=BrokenPlugin error=', async () => {
    const child = new ChildApp({ BROKEN_PLUGIN: '1' });
    const port = await child.port();
    await fetch(`http://localhost:${port}/hello/bob`);
    await fetch(`http://localhost:${port}/fail`);
    child.signal('SIGTERM');
    await child.ended;
    const failures = child.stderr.filter((line) => line.includes('plugin='));

    expect(failures).toHaveLength(4);
    for (const failure of failures) {
      expect(failure).toMatch(/^\[Nest\] .* ERROR \[[^\]]*\] plugin=BrokenPlugin error=/);
    }
  });
});
