import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import { LanguageServer } from './language-server.js';

jest.setTimeout(30_000);

const FILE = resolve(import.meta.dirname, '../../hookspecs/lifecycle_listener.yaml');
const TEXT = readFileSync(FILE, 'utf8');

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start();
});
afterAll(() => server.stop());

/** A file beside the sample's hookspec, which finds the schema by the same line. */
function beside(name: string): string {
  return join(dirname(FILE), name);
}

describe('the sample hookspec, opened in an editor with the YAML language server', () => {
  it('names the schema of the format in its first line, and has nothing wrong with it', async () => {
    expect(TEXT).toMatch(/^# yaml-language-server: \$schema=\.\.\/hookspec\.schema\.json\n/);
    expect(await server.diagnose(FILE, TEXT)).toEqual([]);
  });

  it('has a wrong dispatch class underlined, where it stands', async () => {
    const text = TEXT.replace('dispatch: broadcast_notify', 'dispatch: brodcast_notify');
    const line = text.split('\n').findIndex((one) => one.includes('brodcast_notify'));
    expect(await server.diagnose(beside('wrong-class.yaml'), text)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('broadcast_notify'),
        range: expect.objectContaining({ start: { line, character: '    dispatch: '.length } }),
      }),
    ]);
  });

  it('has an unknown key underlined, and a key that is missing', async () => {
    const text = TEXT.replace(/^kind_api_version: .*$/m, 'kind_version: 1.0.0');
    const messages = (await server.diagnose(beside('wrong-key.yaml'), text)).map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Missing property "kind_api_version"'),
        expect.stringContaining('kind_version is not allowed'),
      ]),
    );
  });

  it('gets the keys and the dispatch classes offered', async () => {
    const text = `${TEXT.slice(0, TEXT.indexOf('hooks:'))}hooks:\n  - name: on_a\n    `;
    const path = beside('unfinished.yaml');
    await server.diagnose(path, text);
    const line = text.split('\n').length - 1;
    expect(await server.completions(path, line, 4)).toEqual(expect.arrayContaining(['dispatch', 'input_schema']));
  });
});
