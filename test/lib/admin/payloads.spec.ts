import { jest } from '@jest/globals';
import { Scope } from '@nestjs/common';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { EventClient } from './support/event-client.js';
import { oneSecond, useFakeSeconds } from './support/fake-seconds.js';
import { failing, idle, plugin } from './support/plugins.js';

const SECRET = 'correct-horse-battery-staple';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
folder.write('schemas/strict.json', {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 3 } },
  additionalProperties: false,
});
const hookspecs = folder.declareWith('s', { on_a: 'schemas/strict.json' });
afterAll(() => folder.remove());
beforeEach(useFakeSeconds);
afterEach(() => jest.useRealTimers());

it.each(ADAPTERS)('with %s, no answer and no stream shows anything of a payload', async (_, makeAdapter) => {
  const providers = [
    plugin('steady', idle),
    plugin('failing', failing()),
    plugin('scoped', failing(), { scope: Scope.REQUEST }),
    plugin('pending', () => new Promise(() => {}), { maxInFlight: 2 }),
    plugin('strict', idle, { kind: 's' }),
  ];
  const system = { hookspecs, shutdownTimeout: 0 };
  const app = await AdminApp.start({ system, metadata: { providers }, adapter: makeAdapter() });
  const client = await EventClient.open(app.url('/plugins/events'));
  await client.data('state');
  app.publish(20, 'k', 'on_a', { password: SECRET, [SECRET]: SECRET, deep: [{ token: SECRET }] });
  app.publish(2, 's', 'on_a', { name: SECRET });
  app.publish(2, 's', 'on_a', { [SECRET]: 1 });
  app.publish(2, 's', 'on_unknown', { name: SECRET });
  app.publish(2, 'unknown', 'on_a', SECRET);
  await client.data('changes');
  oneSecond();
  await client.data('summary');
  const late = await EventClient.open(app.url('/plugins/events'));
  await late.data('state');

  const texts = [client.transcript, late.transcript];
  for (const route of ['', '/ui', '/hooks', '/steady', '/failing', '/scoped', '/pending', '/strict']) {
    texts.push(await (await app.get(`/plugins${route}`)).text());
  }
  expect(texts.join('')).toContain('PAYLOAD_INVALID');
  expect(texts.join('')).toContain('connect ECONNREFUSED');
  expect(texts.filter((text) => text.includes(SECRET))).toEqual([]);
  client.close();
  late.close();
  await app.close();
});
