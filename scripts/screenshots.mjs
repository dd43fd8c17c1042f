// Writes docs/images/plugins-light.png and plugins-dark.png: the admin page of an application that has been busy for five
// minutes, which is what its charts show, or for as many seconds as are given: `npm run screenshots -- 60`.
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Injectable, Module, Scope } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, Plugin, PluginSystemModule } from 'nestjs-plugin-system';
import { PluginAdminModule } from 'nestjs-plugin-system/admin';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../test/browser/support/chromium.mjs';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
/** Not narrower: up to 1280 pixels the table is shown as cards. */
const VIEWPORT = { width: 1320, height: 780 };
const SECONDS = Number(process.argv[2] ?? 300);
const HOOKS = {
  user: ['on_login', 'on_signup'],
  order: ['on_placed', 'on_paid', 'on_shipped'],
};

/** How far the run is, from 0 to 1. */
let progress = 0;

/** Takes some milliseconds, seldom many. */
const work = (milliseconds) => delay(milliseconds * (0.6 + Math.random() * (Math.random() < 0.03 ? 8 : 0.8)));
const often = (share) => Math.random() < share;

const PLUGINS = {
  'audit-trail': { hears: ['user.on_login', 'user.on_signup', 'order.on_paid'], hear() {} },
  metrics: {
    hears: ['user.on_login', 'order.on_placed', 'order.on_paid', 'order.on_shipped'],
    hear: () => void JSON.stringify(process.memoryUsage()),
  },
  'crm-sync': {
    hears: ['user.on_signup'],
    async hear() {
      await work(40);
      if (progress > 0.55) throw new Error('connect ECONNREFUSED 10.0.4.17:8443');
    },
  },
  'mail-templates': {
    hears: ['order.on_shipped'],
    async hear() {
      await work(8);
      if (progress > 0.8 || often(0.02)) throw new Error('template "shipped": <script>track()</script> is not allowed');
    },
  },
  'search-index': {
    hears: ['order.on_placed'],
    timeout: 300,
    async hear() {
      await work(often(0.004) ? 2000 : 25);
    },
  },
  'fraud-check': {
    hears: ['order.on_placed', 'user.on_login'],
    scope: Scope.REQUEST,
    async hear() {
      await work(4);
      if (often(0.01)) throw new RangeError('score out of range: NaN');
    },
  },
  'billing-export': { hears: ['order.on_paid'], hear: () => work(120) },
  'loyalty-points': { hears: ['order.on_paid', 'order.on_shipped'], hear: () => work(2) },
};

/** A class that subscribes to all that it hears, as decorators on it would have it. */
function pluginClass(name, { hears, hear, scope = Scope.DEFAULT, timeout }) {
  class Subscriber {}
  const className = name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
  Object.defineProperty(Subscriber, 'name', { value: className });
  Injectable({ scope })(Subscriber);
  Plugin({ name })(Subscriber);
  for (const [kind, hook] of hears.map((each) => each.split('.'))) {
    const method = hook.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    Object.defineProperty(Subscriber.prototype, method, { value: hear, configurable: true, writable: true });
    const descriptor = Object.getOwnPropertyDescriptor(Subscriber.prototype, method);
    OnHook(kind, hook, timeout === undefined ? {} : { timeout })(Subscriber.prototype, method, descriptor);
  }
  return Subscriber;
}

function writeHookspecs(folder) {
  writeFileSync(join(folder, 'any.json'), '{ "type": "object" }');
  for (const [kind, hooks] of Object.entries(HOOKS)) {
    const entries = hooks.map(
      (hook) => `  - { name: ${hook}, dispatch: broadcast_notify, input_schema: any.json, mcp_exposed: false }\n`,
    );
    writeFileSync(join(folder, `${kind}.yaml`), `kind: ${kind}\nkind_api_version: 1.0.0\nhooks:\n${entries.join('')}`);
  }
}

/** Publishes as a shop does: more at some times than at others, and rather logins than orders. */
async function keepBusy(notify) {
  const rates = {
    'user.on_login': 40,
    'user.on_signup': 3,
    'order.on_placed': 14,
    'order.on_paid': 11,
    'order.on_shipped': 5,
  };
  const begin = performance.now();
  while (progress < 1) {
    progress = (performance.now() - begin) / (SECONDS * 1000);
    const tide = 0.55 + 0.45 * Math.sin(progress * 9) + (progress > 0.4 && progress < 0.47 ? 1.6 : 0);
    for (const [name, rate] of Object.entries(rates)) {
      if (often((rate * tide) / 50)) notify.notify(...name.split('.'), { at: Date.now() });
    }
    await delay(20);
  }
}

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error("There is no Chromium: install Debian's package `chromium`.");
const hookspecs = mkdtempSync(join(tmpdir(), 'screenshots-'));
writeHookspecs(hookspecs);

class AppModule {}
Module({
  imports: [PluginSystemModule.forRoot({ hookspecs }), PluginAdminModule.forRoot({ public: true })],
  providers: Object.entries(PLUGINS).map(([name, plugin]) => pluginClass(name, plugin)),
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, '127.0.0.1');
await keepBusy(app.get(NotifyService));
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
mkdirSync(IMAGES, { recursive: true });
for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({
    reducedMotion: 'reduce',
    viewport: VIEWPORT,
    deviceScaleFactor: 1,
    colorScheme,
  });
  await page.goto(`http://127.0.0.1:${app.getHttpServer().address().port}/plugins`);
  // A chart is drawn once its row is to be seen, and has its words before that.
  await page.locator('tr.plugin').last().locator('path[d]').first().waitFor({ state: 'attached' });
  await page.locator('#connection', { hasText: /^live$/ }).waitFor();
  // Opened, a row shows its last error in full and its subscribers.
  await page.locator('[data-plugin="mail-templates"] button.opener').click();
  await page.locator('.details tbody tr').first().waitFor();
  await page.screenshot({ path: join(IMAGES, `plugins-${colorScheme}.png`) });
}
await browser.close();
await app.close();
rmSync(hookspecs, { recursive: true });
