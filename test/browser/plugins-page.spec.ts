import { jest } from '@jest/globals';
import type { CanActivate, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { PluginAdminOptions } from 'nestjs-plugin-system/admin';
import type { Browser, Page } from 'playwright-core';
import { ADAPTERS } from '../lib/admin/support/adapters.js';
import { AdminApp, type AdminAppOptions } from '../lib/admin/support/admin-app.js';
import { once } from '../lib/admin/support/open-streams.js';
import { idle, plugin } from '../lib/admin/support/plugins.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { openPage, startBrowser, type WatchedPage } from './support/browser-page.js';
import { describeInChromium } from './support/describe-in-chromium.js';
import { runAhead } from './support/running-ahead.js';

jest.setTimeout(20_000);

const folder = new HookspecFolder();
folder.declare('k', ['on_a', 'on_b']);
folder.write('schemas/user.json', { type: 'object', properties: { name: { type: 'string', title: '<b>Name</b>' } } });
const hookspecs = folder.declareWith('users', { on_login: 'schemas/user.json' });
afterAll(() => folder.remove());

const LIFE_OF_A_STREAM = 10 * 60_000;
const NOT_ALLOWED = /^no longer allowed to look \(403\), load this page again; the figures are of \d\d:/;
const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';

interface ExpressResponse {
  status(status: number): { end(): void; flushHeaders(): void };
  redirect(url: string): void;
}

describeInChromium('the page of plugins', (executablePath) => {
  let browser: Browser;
  let thrown: Error | undefined;
  let app: AdminApp;
  let watched: WatchedPage | undefined;

  beforeAll(async () => {
    browser = await startBrowser(executablePath);
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    thrown = undefined;
  });
  afterEach(async () => {
    await watched?.page.context().close();
    watched = undefined;
    jest.restoreAllMocks();
    await app.close();
  });

  /** Two plugins hear `on_a`, of which `audit` throws what the test says; nobody hears `users.on_login`. */
  const providers: Type[] = [
    plugin('audit', () => {
      if (thrown) throw thrown;
    }),
    plugin('Billing#eu', idle),
    plugin('metrics', idle, { hook: 'on_b' }),
  ];

  async function start(options: Partial<AdminAppOptions> = {}): Promise<AdminApp> {
    app = await AdminApp.start({ system: { hookspecs }, metadata: { providers }, ...options });
    return app;
  }

  async function open(path = '/plugins', options: Parameters<typeof openPage>[1] = {}): Promise<WatchedPage> {
    watched = await openPage(browser, options);
    await watched.page.goto(app.url(path));
    await live(watched.page);
    return watched;
  }

  const connection = (page: Page, hasText: RegExp) => page.locator('#connection', { hasText }).waitFor();
  const live = (page: Page) => connection(page, /^live$/);
  const row = (page: Page, name: string) => page.locator(`tbody[data-plugin="${name}"]`);
  const shownRows = (page: Page) =>
    page
      .locator('tbody[data-plugin]:visible')
      .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-plugin')));

  /** Has `audit` fail, or do well, so many times. */
  function publish(times: number, error?: Error): void {
    thrown = error;
    app.publish(times, 'k', 'on_a');
  }

  describe.each(ADAPTERS)('with %s', (_, makeAdapter) => {
    it.each(['/plugins', '/plugins/ui'])('at %s has a row for each plugin', async (path) => {
      await start({ adapter: makeAdapter() });
      const { page, complaints } = await open(path);
      expect(await shownRows(page)).toEqual(['audit', 'Billing#eu', 'metrics']);
      await expect(page.locator('#summary').textContent()).resolves.toBe('3 plugins, all operational');
      await expect(page.title()).resolves.toBe('Plugins');
      expect(complaints).toEqual([]);
    });
  });

  it('with a slash behind its address finds its stream', async () => {
    await start();
    const { page } = await open('/plugins/');
    expect(await shownRows(page)).toContain('audit');
  });

  it('below a global prefix finds its stream', async () => {
    await start({ prepare: (nest) => nest.setGlobalPrefix('api/v1') });
    const { page } = await open('/api/v1/plugins');
    expect(await shownRows(page)).toContain('audit');
  });

  describe('without a reload', () => {
    let page: Page;
    let complaints: string[];
    beforeEach(async () => {
      await start();
      ({ page, complaints } = await open());
      await page.evaluate('window.marker = "not reloaded"');
    });
    afterEach(async () => {
      expect(await page.evaluate('window.marker')).toBe('not reloaded');
      expect(complaints).toEqual([]);
    });

    it('shows a plugin as degraded, with the reason, once it fails, and as operational once it has recovered', async () => {
      const audit = row(page, 'audit');
      expect(await audit.getAttribute('data-status')).toBe('operational');

      publish(5, new Error('connect ECONNREFUSED'));
      await audit.and(page.locator('[data-status="degraded"]')).waitFor();
      expect(await audit.locator('tr.plugin .badge').textContent()).toBe('degraded');
      expect(await audit.locator('.reason').textContent()).toBe('5 failures in a row');
      await audit.locator('.error-text', { hasText: 'connect ECONNREFUSED' }).waitFor();
      expect(await page.title()).toBe('(1) Plugins');
      expect(await page.locator('#announcements').textContent()).toBe('audit is degraded: 5 failures in a row.');
      expect((await shownRows(page))[0]).toBe('audit');

      publish(20);
      runAhead(61_000);
      publish(1);
      await audit.and(page.locator('[data-status="operational"]')).waitFor();
      expect(await audit.locator('tr.plugin .badge').textContent()).toBe('operational');
      expect(await audit.locator('.reason').textContent()).toMatch(/^0 of the last 20 deliveries failed/);
      expect(await page.title()).toBe('Plugins');
    });

    it('shows the figures of each plugin as they change', async () => {
      publish(3);
      publish(2, new Error('boom'));
      const audit = row(page, 'audit');
      await audit.locator('td[data-label="Deliveries"]', { hasText: /^5$/ }).waitFor();
      expect(await audit.locator('td[data-label="Failures"]').textContent()).toBe('2');
      expect(await audit.locator('td[data-label="In flight"]').textContent()).toBe('0');
      expect(await audit.locator('td[data-label="p50"]').textContent()).toMatch(/[mµ]s$/);
      expect(await audit.locator('td[data-label="p99"]').textContent()).toMatch(/[mµ]s$/);
      expect(await audit.locator('td[data-label="Last error"]').textContent()).toMatch(/^boom/);
      expect(await audit.locator('td[data-label="Last success"] time').getAttribute('datetime')).toMatch(/Z$/);
      expect(await row(page, 'metrics').locator('td[data-label="Deliveries"]').textContent()).toBe('0');
    });

    it('draws the last five minutes, and says in words what it draws', async () => {
      publish(5, new Error('boom'));
      await page
        .getByRole('img', { name: 'In the last five minutes: 5 deliveries, 5 failures' })
        .waitFor({ state: 'attached' });
      expect(await row(page, 'audit').locator('svg path').first().getAttribute('d')).toMatch(/^M\d+ 24v-/);
    });

    it('leaves markup in an error as text', async () => {
      publish(5, new Error(HOSTILE));
      await row(page, 'audit').locator('.error-text', { hasText: HOSTILE }).waitFor();
      await row(page, 'audit').locator('button.opener').click();
      await page.locator('.whole-error', { hasText: HOSTILE }).waitFor();
      await page.locator('#filter').fill('<img src=x');
      expect(await shownRows(page)).toEqual(['audit']);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(1);
      expect(await page.locator('tbody *[onerror]').count()).toBe(0);
    });

    it('opens a row with its subscribers, at a name that has to be encoded', async () => {
      publish(1);
      const billing = row(page, 'Billing#eu');
      await billing.locator('button.opener').focus();
      await page.keyboard.press('Enter');
      await billing.getByText('k.on_a').first().waitFor();
      expect(await billing.locator('button.opener').getAttribute('aria-expanded')).toBe('true');
      expect(await billing.locator('.problem').textContent()).toBe('');
    });
  });

  describe('used with the keyboard only', () => {
    let page: Page;
    beforeEach(async () => {
      await start();
      ({ page } = await open());
    });

    it('goes to the filter at /, shows what matches, and shows all again at Escape', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('eu');
      expect(await shownRows(page)).toEqual(['Billing#eu']);
      expect(await page.locator('#shown').textContent()).toBe('1 shown');
      await page.keyboard.press('Escape');
      expect(await shownRows(page)).toHaveLength(3);
      expect(await page.locator('#filter').inputValue()).toBe('');
    });

    it('says when nothing matches', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('no such plugin');
      expect(await shownRows(page)).toEqual([]);
      expect(await page.locator('#shown').textContent()).toBe('No plugin matches the filter');
    });

    it('shows only degraded plugins, and those that become so', async () => {
      await page.keyboard.press('/');
      await page.keyboard.press('Tab');
      await page.keyboard.type('d');
      expect(await shownRows(page)).toEqual([]);
      publish(5, new Error('boom'));
      await row(page, 'audit').waitFor();
      expect(await shownRows(page)).toEqual(['audit']);
    });

    it('sorts by a column, and the other way round', async () => {
      publish(2, new Error('boom'));
      app.publish(7, 'k', 'on_b');
      await row(page, 'metrics').locator('td[data-label="Deliveries"]', { hasText: /^7$/ }).waitFor();
      const head = page.getByRole('columnheader', { name: 'Deliveries' });
      await head.getByRole('button').focus();
      await page.keyboard.press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      expect(await shownRows(page)).toEqual(['metrics', 'audit', 'Billing#eu']);
      await page.keyboard.press('Space');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await shownRows(page)).toEqual(['audit', 'Billing#eu', 'metrics']);
    });

    it('reaches every control with Tab, and shows where it is', async () => {
      const reached: string[] = [];
      for (let step = 0; step < 30; step++) {
        await page.keyboard.press('Tab');
        const [text, outline] = await page.evaluate<[string, string]>(
          `((it) => [it === document.body ? '' : it.id || it.textContent, getComputedStyle(it).outlineStyle])(document.activeElement)`,
        );
        if (text === '' || reached.includes(text)) break;
        reached.push(text);
        expect([text, outline]).toEqual([text, expect.not.stringMatching(/^none$/)]);
      }
      expect(reached).toEqual(
        expect.arrayContaining([
          'plugins-link',
          'hooks-link',
          'theme',
          'filter',
          'status',
          'Status',
          'Plugin',
          'audit',
        ]),
      );
    });
  });

  describe('of hooks', () => {
    it('shows the schema of each, who listens, and that nobody does', async () => {
      await start();
      const { page, complaints } = await open();
      await page.locator('#hooks-link').click();
      const unheard = page.locator('li[data-hook="users.on_login"]');
      expect(await unheard.locator('.listeners').textContent()).toBe('nobody listens');
      await unheard.locator('summary').click();
      const schema = unheard.locator('pre', { hasText: '"type"' });
      await schema.waitFor();
      expect(JSON.parse((await schema.textContent()) ?? '')).toEqual({
        type: 'object',
        properties: { name: { type: 'string', title: '<b>Name</b>' } },
      });
      expect(await unheard.locator('b').count()).toBe(0);
      const listeners = page.locator('li[data-hook="k.on_a"] .listeners a');
      expect(await listeners.allTextContents()).toEqual(['audit hear()', 'Billing#eu hear()']);
      await listeners.last().click();
      // The address changes first, and the page hears of that later.
      await page.locator('tbody[data-plugin="Billing#eu"]:visible').waitFor();
      expect(await shownRows(page)).toEqual(['Billing#eu']);
      expect(complaints).toEqual([]);
    });
  });

  it('says when the connection is lost, and comes back by itself on the same port', async () => {
    const { port } = await start();
    const { page } = await open();
    await page.evaluate('window.marker = "not reloaded"');
    await app.close();
    await connection(page, /^connection lost, trying again; the figures are of \d\d:/);
    await start({ port });
    // Of this the page hears when it is back.
    publish(5, new Error('boom'));
    await live(page);
    expect(await row(page, 'audit').getAttribute('data-status')).toBe('degraded');
    expect(await page.locator('#announcements').textContent()).toBe('audit is degraded: 5 failures in a row.');
    expect(await page.evaluate('window.marker')).toBe('not reloaded');
  });

  describe('behind a guard that looks for a cookie', () => {
    const guard: CanActivate = {
      canActivate: (context) =>
        context.switchToHttp().getRequest<{ headers: Record<string, unknown> }>().headers['cookie'] === 'session=1',
    };
    const admin: PluginAdminOptions = { guards: [guard] };

    const signIn = (page: Page) => page.context().addCookies([{ name: 'session', value: '1', url: app.url('/') }]);

    async function openSignedIn(): Promise<WatchedPage> {
      await start({ admin });
      watched = await openPage(browser);
      await signIn(watched.page);
      await watched.page.goto(app.url('/plugins'));
      await live(watched.page);
      return watched;
    }

    it('works with it, and so does its stream', async () => {
      const { page, complaints } = await openSignedIn();
      await row(page, 'audit').locator('button.opener').click();
      await row(page, 'audit').getByText('k.on_a').first().waitFor();
      expect(complaints).toEqual([]);
    });

    it('is 403 without it', async () => {
      await start({ admin });
      watched = await openPage(browser);
      const response = await watched.page.goto(app.url('/plugins'));
      expect(response?.status()).toBe(403);
      expect(await watched.page.locator('#plugin-table').count()).toBe(0);
    });

    it('says that one may no longer look once the cookie is gone, and comes back with it', async () => {
      const { page } = await openSignedIn();
      const { port } = app;
      await page.context().clearCookies();
      await app.close();
      await start({ admin, port });
      await connection(page, NOT_ALLOWED);
      expect(await shownRows(page)).toContain('audit');
      await signIn(page);
      // Who has signed in elsewhere comes back to the page, and has not to wait.
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      await live(page);
    });

    it('finds that out after ten minutes at most, also when it loses no connection', async () => {
      const { page } = await openSignedIn();
      await page.context().clearCookies();
      runAhead(LIFE_OF_A_STREAM);
      await connection(page, NOT_ALLOWED);
      expect(await shownRows(page)).toContain('audit');
    });

    it('opens its stream anew every ten minutes without a word, as long as one may look', async () => {
      const { page, complaints } = await openSignedIn();
      await page.evaluate(`
        window.words = [];
        new MutationObserver(() => words.push(document.querySelector('#connection').textContent))
          .observe(document.querySelector('#connection'), { childList: true, characterData: true, subtree: true });
      `);
      const statuses: number[] = [];
      page.on('response', (response) => {
        if (response.url().endsWith('/events')) statuses.push(response.status());
      });
      const again = page.waitForResponse((response) => response.url().endsWith('/events'));
      runAhead(LIFE_OF_A_STREAM);
      await again;
      publish(5, new Error('boom'));
      await row(page, 'audit').and(page.locator('[data-status="degraded"]')).waitFor();
      expect(statuses).toEqual([200]);
      expect(await page.evaluate('words')).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  describe('whose stream something before the guards refuses', () => {
    let refuse: ((response: ExpressResponse) => void) | undefined;
    let page: Page;
    beforeEach(async () => {
      refuse = undefined;
      await start({
        prepare: (nest) => {
          (nest as NestExpressApplication).use(
            '/plugins',
            (_: unknown, response: ExpressResponse, next: () => void) => {
              if (refuse) refuse(response);
              else next();
            },
          );
        },
      });
      ({ page } = await open());
    });

    it('says with which status, keeps what it shows, and comes back by itself', async () => {
      refuse = (response) => response.status(503).end();
      runAhead(LIFE_OF_A_STREAM);
      await connection(page, /^the server refuses \(503\), trying again; the figures are of \d\d:/);
      expect(await shownRows(page)).toContain('audit');
      refuse = undefined;
      await live(page);
    });

    it('says that one may no longer look when it is sent to where one signs in', async () => {
      refuse = (response) => response.redirect('http://localhost:1/sign-in');
      runAhead(LIFE_OF_A_STREAM);
      await connection(page, /^no longer allowed to look \(401\), load this page again/);
      expect(await shownRows(page)).toContain('audit');
    });

    it.each([
      [503, [1, 2, 4, 8, 10, 10]],
      [403, [60, 60]],
    ])('tries again at a status of %i after ever so many seconds', async (status, waits) => {
      await page.clock.install();
      await page.reload();
      await live(page);
      let asked = 0;
      refuse = (response) => {
        asked++;
        response.status(status).end();
      };
      runAhead(LIFE_OF_A_STREAM);
      await once(() => asked === 1);
      for (const [at, seconds] of waits.entries()) {
        await connection(page, new RegExp(`\\(${status}\\)`));
        await page.clock.runFor(seconds * 1000 - 100);
        // Whatever it has asked for by then is there before this.
        await page.evaluate('fetch("/")');
        expect(asked).toBe(at + 1);
        await page.clock.runFor(200);
        await once(() => asked === at + 2);
      }
    });

    it('takes a connection for lost on which nothing comes for 15 seconds', async () => {
      await page.clock.install();
      await page.reload();
      await live(page);
      refuse = (response) => response.status(200).flushHeaders();
      const again = page.waitForResponse((response) => response.url().endsWith('/events'));
      runAhead(LIFE_OF_A_STREAM);
      await again;
      await page.clock.runFor(14_000);
      await live(page);
      await page.clock.runFor(3000);
      await connection(page, /^connection lost/);
      expect(await shownRows(page)).toContain('audit');
    });
  });

  it('has the chart of a row that is not on the screen in words, too', async () => {
    const many = Array.from({ length: 60 }, (_, at) => plugin(`p${at}`, idle, { hook: 'on_b' }));
    await start({ metadata: { providers: [...many, plugin('zz', idle)] } });
    publish(3);
    const { page } = await open();
    const chart = row(page, 'zz').locator('svg');
    expect(await chart.getAttribute('aria-label')).toBe('In the last five minutes: 3 deliveries, none failed');
    expect(await chart.locator('path').first().getAttribute('d')).toBeNull();
  });

  describe('in dark and light', () => {
    const background = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const brightness = async (page: Page): Promise<number> => {
      const [red = 0, green = 0, blue = 0] = (await background(page)).match(/[\d.]+/g)?.map(Number) ?? [];
      return red + green + blue;
    };

    it.each(['dark', 'light'] as const)('follows a system that is %s', async (colorScheme) => {
      await start();
      const { page } = await open('/plugins', { colorScheme });
      const bright = await brightness(page);
      expect(bright > 384).toBe(colorScheme === 'light');
    });

    it('is as the button says, after a reload, too', async () => {
      await start();
      const { page } = await open('/plugins', { colorScheme: 'light' });
      const button = page.locator('#theme');
      expect(await button.textContent()).toBe('Theme: auto');
      await button.click();
      expect(await button.textContent()).toBe('Theme: light');
      await button.click();
      expect(await button.textContent()).toBe('Theme: dark');
      expect(await brightness(page)).toBeLessThan(384);
      await page.reload();
      await live(page);
      expect(await button.textContent()).toBe('Theme: dark');
      expect(await brightness(page)).toBeLessThan(384);
    });
  });

  it.each(['#plugins', '#hooks'])('is not wider than a phone of 360 pixels: %s', async (view) => {
    await start();
    publish(5, new Error(`getaddrinfo ENOTFOUND ${'x'.repeat(400)}`));
    const { page } = await open(`/plugins${view}`, {
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    await page
      .locator(view === '#hooks' ? 'li.hook' : 'tr.plugin')
      .first()
      .waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const boxes = await page.locator('td:visible, li.hook:visible').evaluateAll((elements) =>
      elements.map((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left >= 0 && right <= 360;
      }),
    );
    expect(boxes.filter((isInside) => !isInside)).toEqual([]);
    if (view === '#plugins') {
      await row(page, 'audit').locator('button.opener').tap();
      await page.locator('.whole-error').waitFor();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    }
  });
});
