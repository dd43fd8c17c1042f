import type { CanActivate } from '@nestjs/common';
import { PluginSystemError } from 'nestjs-plugin-system';
import { PluginAdminModule, type PluginAdminOptions } from 'nestjs-plugin-system/admin';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError } from '../support/start-app.js';
import { AdminApp } from './support/admin-app.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

class Nobody implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

/** What keeps an application with these options from starting. */
function startError(...options: unknown[]): Promise<Error> {
  const [admin] = options as [PluginAdminOptions];
  const imports = [options.length === 0 ? PluginAdminModule.forRoot() : PluginAdminModule.forRoot(admin)];
  return bootError({ hookspecs }, { imports });
}

const open = { public: true };

describe('an application does not start', () => {
  it.each<[string, ...unknown[]]>([
    ['without options'],
    ['with none of them', {}],
    ['with an empty list of guards', { guards: [] }],
    ['with public: false', { public: false }],
  ])('%s, and the error says what to write', async (_, ...options) => {
    const error = await startError(...options);
    expect(error).toBeInstanceOf(PluginSystemError);
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toBe(
      'PluginAdminModule.forRoot() would show to everybody which plugins there are and how they fail. Write ' +
        'PluginAdminModule.forRoot({ guards: [YourGuard] }), or { public: true } where everybody who reaches the ' +
        'application may see that.',
    );
  });

  it.each<[string, unknown, string]>([
    ['guards and public: true', { guards: [Nobody], ...open }, 'has guards and public: true. Say one of them.'],
    ['an option that is misspelt', { guard: [Nobody] }, 'has no option guard: there are path, guards, public, page'],
    ["public: 'true'", { public: 'true' }, 'needs true or false for public, not "true".'],
    ["page: 'false'", { page: 'false', ...open }, 'needs true or false for page, not "false".'],
    ['one guard instead of a list', { guards: Nobody }, 'needs a list of guards: guards: [YourGuard].'],
    ['the name of a guard', { guards: 'Nobody' }, 'needs a list of guards: guards: [YourGuard].'],
    ['null for guards', { guards: null }, 'needs a list of guards: guards: [YourGuard].'],
    ['a path that is no text', { path: 5, ...open }, 'needs a path of plain words'],
    ['null for a path', { path: null, ...open }, 'needs a path of plain words'],
    ['no path at all', { path: '', ...open }, 'needs a path of plain words'],
    ['a path of a slash', { path: '/', ...open }, 'needs a path of plain words'],
    ['a path with a parameter', { path: 'plugins/:id', ...open }, 'needs a path of plain words'],
    ['a path with a wildcard', { path: 'plugins/*', ...open }, 'needs a path of plain words'],
    ['a path with an empty part', { path: 'a//b', ...open }, 'needs a path of plain words'],
    ['a path with a space', { path: 'my plugins', ...open }, 'needs a path of plain words, such as'],
  ])('with %s, and the error says so', async (_, options, message) => {
    const error = await startError(options);
    expect(error).toBeInstanceOf(PluginSystemError);
    expect(error.message).toContain(`PluginAdminModule.forRoot() ${message}`);
  });
});

describe('the path', () => {
  it.each(['internal/plugins', '/internal/plugins', 'internal/plugins/', '/internal/plugins/'])(
    'may be %s: slashes at its ends make no difference',
    async (path) => {
      const app = await AdminApp.start({ system: { hookspecs }, admin: { path, public: true } });
      expect((await app.get('/internal/plugins')).status).toBe(200);
      expect((await app.get('/internal/plugins/hooks')).status).toBe(200);
      expect((await app.get('/plugins')).status).toBe(404);
      await app.close();
    },
  );
});
