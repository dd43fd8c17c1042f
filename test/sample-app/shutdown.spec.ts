import { ChildApp } from './support/child-app.js';
import { KeepAliveClient } from './support/keep-alive-client.js';

describe.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('%s during GET /slow', (signal) => {
  let child: ChildApp;
  let client: KeepAliveClient;

  beforeEach(async () => {
    child = new ChildApp();
    client = new KeepAliveClient(await child.port());
  });

  afterEach(async () => {
    client.close();
    await child.kill();
  });

  /** The signal comes as soon as the request is known to be under way. */
  async function signalDuringSlow(): ReturnType<KeepAliveClient['get']> {
    const answer = client.get('/slow', { 'x-request-id': 'last' });
    await child.line(/on_request_started.*"last"/);
    child.signal(signal);
    return answer;
  }

  it('lets the request be answered', async () => {
    expect(await signalDuringSlow()).toMatchObject({ status: 200, body: '{"waited_ms":200}' });
  });

  it('delivers its on_request_finished, flushes its span after that, and exits 0', async () => {
    await signalDuringSlow();
    const ending = await child.ended;
    const finished = child.stdout.findIndex((line) => /AuditLogger.*on_request_finished.*"last"/.test(line));
    const span = child.stdout.findIndex((line) => /LogSpanExporter.*"span":"\/slow".*"last"/.test(line));

    expect(finished).toBeGreaterThan(-1);
    expect(span).toBeGreaterThan(finished);
    expect(ending).toEqual({ code: 0, signal: null });
  });

  it('ends the process promptly although the client keeps its connections', async () => {
    await Promise.all([client.get('/hello/alice'), client.get('/hello/bob'), client.connectSilently()]);
    await signalDuringSlow();
    const answeredAt = performance.now();
    await child.ended;

    expect(performance.now() - answeredAt).toBeLessThan(1_000);
  });
});

describe('a shutdown with nothing under way', () => {
  it('exits 0', async () => {
    const child = new ChildApp();
    await child.port();
    child.signal('SIGTERM');

    expect(await child.ended).toEqual({ code: 0, signal: null });
  });
});

describe('a shutdown before a slow reader', () => {
  it('loses none of the lines that the reader has not taken yet', async () => {
    const child = new ChildApp();
    const url = `http://localhost:${await child.port()}`;
    child.stopReading();
    // About 400 kB of lines, more than the pipe holds.
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 30 }, async () => (await fetch(`${url}/hello/bob`)).text()));
    }
    child.signal('SIGTERM');
    await refused(url);
    child.readOn();
    await child.ended;

    expect(child.stdout.filter((line) => line.includes('"span":"/'))).toHaveLength(600);
  }, 20_000);
});

/** The server has closed, and the last part of the shutdown begins. */
async function refused(url: string): Promise<void> {
  const answered = () => true;
  while (await fetch(url).then(answered, () => false)) {}
}
