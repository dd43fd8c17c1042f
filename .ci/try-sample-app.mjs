// Starts the built sample application as `npm start` does, asks it over HTTP what the README promises, and stops it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 20_000;

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Answers once the application does. */
async function started(url, app) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (app.exitCode !== null) throw new Error(`it ended with exit code ${app.exitCode} while starting`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return;
    await sleep(100);
  }
  throw new Error(`it did not answer within ${START_LIMIT_MS} ms`);
}

async function ask(base) {
  const hello = await fetch(`${base}/hello/bob`, { headers: { 'x-request-id': 'r1', 'x-actor': 'alice' } });
  assert.equal(hello.status, 200, 'GET /hello/bob');
  assert.match(JSON.stringify(await hello.json()), /bob/, 'GET /hello/bob greets bob');

  const failed = await fetch(`${base}/fail`);
  assert.equal(failed.status, 500, 'GET /fail');

  const metrics = await (await fetch(`${base}/metrics`)).text();
  assert.match(
    metrics,
    /^requests_started_total\{path="\/hello\/:name"\} 1$/m,
    '/metrics counts the route by its pattern',
  );
  assert.match(metrics, /^requests_failed_total\{error_code="\w+"\} 1$/m, '/metrics counts the failure by its code');
  assert.match(metrics, /^plugin_system_plugin_degraded\{plugin="AuditLogger"\} 0$/m, '/metrics tells how plugins do');

  const { plugins } = await (await fetch(`${base}/plugins`)).json();
  assert.deepEqual(
    plugins.map(({ name, status }) => `${name} ${status}`).sort(),
    ['AuditLogger operational', 'MetricsExporter operational', 'RequestTracer operational'],
    'GET /plugins',
  );
  const page = await fetch(`${base}/plugins`, { headers: { accept: 'text/html' } });
  assert.match(await page.text(), /^<!doctype html>/, '/plugins is a page for a browser');
  assert.equal((await fetch(`${base}/health`)).status, 200, 'GET /health');
}

const port = await freePort();
const app = spawn(process.execPath, ['dist/sample-app/main.js'], { env: { ...process.env, PORT: String(port) } });
const exit = once(app, 'exit');
let output = '';
for (const stream of [app.stdout, app.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));

try {
  await started(`http://localhost:${port}/metrics`, app);
  await ask(`http://localhost:${port}`);

  const audit = output.split('\n').filter((line) => line.includes('r1') && line.includes('alice'));
  assert.notEqual(audit.length, 0, 'an audit line holds r1 and alice');

  app.kill('SIGTERM');
  const [code, signal] = await Promise.race([exit, sleep(STOP_LIMIT_MS, ['still running'], { ref: false })]);
  assert.deepEqual([code, signal], [0, null], 'it ends with exit code 0 after SIGTERM');
  console.log('It answered, counted, audited and stopped.');
} catch (error) {
  console.error(`The sample application failed the check: ${error.message}\nIts output:\n${output}`);
  process.exitCode = 1;
} finally {
  app.kill('SIGKILL');
}
