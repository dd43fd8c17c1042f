import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ChildScript } from '../../hazards/support/child-script.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { ADAPTERS } from './support/adapters.js';
import { AdminApp } from './support/admin-app.js';
import { failing, idle, plugin } from './support/plugins.js';

const ROOT = resolve(import.meta.dirname, '../../..');

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

/** The schema of what is answered at a path. */
function schemaAt(document: OpenAPIObject, path: string, type = 'application/json'): object {
  const response = document.paths[path]?.get?.responses['200'];
  const schema = response && 'content' in response ? response.content?.[type]?.schema : undefined;
  if (schema === undefined) throw new Error(`${path} is not described`);
  return schema;
}

/** The same schema, of objects that have no properties besides. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema ? { ...inner, additionalProperties: false } : inner;
}

describe.each(ADAPTERS)("@nestjs/swagger's document with %s", (_, makeAdapter) => {
  let app: AdminApp;
  let document: OpenAPIObject;
  beforeAll(async () => {
    const providers = [plugin('steady', idle), plugin('bad', failing())];
    app = await AdminApp.start({ system: { hookspecs }, metadata: { providers }, adapter: makeAdapter() });
    document = SwaggerModule.createDocument(app.app, new DocumentBuilder().build());
  });
  afterAll(() => app.close());

  it('has the four routes, and not the page', () => {
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/plugins',
      '/plugins/events',
      '/plugins/hooks',
      '/plugins/{name}',
    ]);
  });

  it('has GET only, with a summary and the tag plugins', () => {
    for (const path of Object.values(document.paths)) {
      expect(Object.keys(path)).toEqual(['get']);
      expect(path.get).toMatchObject({ summary: expect.stringMatching(/\w/) as unknown, tags: ['plugins'] });
    }
  });

  it('has the name of a plugin as the only parameter', () => {
    const parameters = Object.entries(document.paths).map(([path, { get }]) => [path, get?.parameters]);
    expect(parameters.filter(([, list]) => Array.isArray(list) && list.length > 0)).toEqual([
      ['/plugins/{name}', [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }]],
    ]);
  });

  it('says that an unknown plugin is 404', () => {
    expect(document.paths['/plugins/{name}']?.get?.responses).toHaveProperty('404');
  });

  it('says that events are a stream', () => {
    expect(schemaAt(document, '/plugins/events', 'text/event-stream')).toEqual({ type: 'string' });
  });

  it.each([
    ['/plugins', '/plugins'],
    ['/plugins/{name}', '/plugins/steady'],
    ['/plugins/{name}', '/plugins/bad'],
    ['/plugins/hooks', '/plugins/hooks'],
  ])('describes every field of %s as it is answered at %s', async (path, url) => {
    app.publish(5, 'k', 'on_a');
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const check = ajv.compile(closed(schemaAt(document, path)) as object);
    check(await app.json(url));
    expect(check.errors).toBeNull();
  });
});

describe('without @nestjs/swagger', () => {
  it('an application starts and answers', async () => {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'without-swagger-')));
    const modules = join(home, 'node_modules');
    mkdirSync(join(modules, 'nestjs-plugin-system/dist'), { recursive: true });
    cpSync(join(ROOT, 'dist/lib'), join(modules, 'nestjs-plugin-system/dist/lib'), { recursive: true });
    for (const file of ['package.json', 'dist/hookspec.schema.json']) {
      cpSync(join(ROOT, file), join(modules, 'nestjs-plugin-system', file));
    }
    const needed = ['common', 'core', 'platform-express'].map((name) => `@nestjs/${name}`);
    for (const name of [...needed, 'reflect-metadata', 'rxjs', 'ajv', 'ajv-formats', 'yaml']) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    }
    cpSync(resolve(import.meta.dirname, 'children/plain-application.mjs'), join(home, 'plain-application.mjs'));
    cpSync(join(ROOT, 'test/hazards/children/nest.mjs'), join(home, 'nest.mjs'));

    const child = new ChildScript(join(home, 'plain-application.mjs'), [hookspecs]);
    expect(await child.result()).toEqual({ swagger: 'ERR_MODULE_NOT_FOUND', status: 200, body: { plugins: [] } });
    rmSync(home, { recursive: true });
  }, 30_000);

  describe('where a loader says so in its own way,', () => {
    afterEach(() => jest.resetModules());

    async function describeWith(thrown: unknown): Promise<void> {
      jest.resetModules();
      jest.unstable_mockModule('@nestjs/swagger', () => {
        throw thrown;
      });
      const { describeForSwagger } = await import('../../../lib/admin/api-description.js');
      const { adminController } = await import('../../../lib/admin/plugin-admin.controller.js');
      await describeForSwagger(adminController('plugins', []));
    }

    it.each(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'])('as %s, nothing is described', async (code) => {
      await expect(describeWith({ code, message: "Cannot find module '@nestjs/swagger'" })).resolves.toBeUndefined();
    });

    it('what it does not find itself is not hidden', async () => {
      const error = { code: 'MODULE_NOT_FOUND', message: "Cannot find module 'class-transformer'" };
      await expect(describeWith(error)).rejects.toBe(error);
    });

    it('any other failure to load it is not hidden', async () => {
      await expect(describeWith(new SyntaxError('Unexpected token'))).rejects.toThrow('Unexpected token');
    });
  });
});
