import { RunningApp } from '../support/running-app.js';

interface Observed {
  readonly answers: unknown[];
  readonly audit: unknown[];
  readonly spans: unknown[];
  readonly failures: string[];
}

async function observe(brokenPlugin: boolean): Promise<Observed> {
  const app = await RunningApp.start({ brokenPlugin });
  const answers: unknown[] = [];
  for (const path of ['/hello/bob', '/fail', '/slow', '/metrics', '/nowhere']) {
    const response = await app.get(path, { 'x-request-id': `for ${path}` });
    const headers = { ...Object.fromEntries(response.headers), date: 'differs', etag: '', 'content-length': '' };
    answers.push({ status: response.status, headers, body: withoutPlugins(await response.text()) });
  }
  await app.close();
  const failures = app.logger.lines.filter(({ text }) => text.includes('BrokenPlugin') && text.includes('error='));
  return {
    answers,
    audit: app.audit().map((record) => ({ ...record, duration_ms: 'differs' })),
    spans: app.spans().map(({ span, status, request_id }) => ({ span, status, request_id })),
    failures: failures.map(({ text }) => text),
  };
}

/** A body without what `GET /metrics` tells of the plugins themselves. */
function withoutPlugins(body: string): string {
  return body
    .split('\n')
    .filter((line) => !line.includes('plugin_system_'))
    .join('\n');
}

describe('a plugin that throws on every event', () => {
  let sound: Observed;
  let broken: Observed;

  beforeAll(async () => {
    sound = await observe(false);
    broken = await observe(true);
  });

  it('changes no response', () => {
    expect(broken.answers).toEqual(sound.answers);
  });

  it('keeps no event from the audit log', () => {
    expect(broken.audit).toHaveLength(8);
    expect(broken.audit).toEqual(sound.audit);
  });

  it('keeps no span from the tracer', () => {
    expect(broken.spans).toHaveLength(4);
    expect(broken.spans).toEqual(sound.spans);
  });

  it('is named in one line for each failure', () => {
    expect(broken.failures).toHaveLength(8);
    for (const failure of broken.failures) {
      expect(failure).toMatch(/^plugin=BrokenPlugin error="this plugin is broken on purpose" [^\n]*$/);
    }
  });

  it('is not there unless it is asked for', () => {
    expect(sound.failures).toEqual([]);
  });
});
