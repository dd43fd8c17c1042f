import { join } from 'node:path';
import ts from 'typescript';

// It need not be there: this is what somebody types beside the generated file.
const FILE = join(import.meta.dirname, 'fixtures/typing.ts');

/** What an editor offers where the code has a `|`. */
function offered(code: string): string[] {
  const before = `import { OnHook, type NotifyService } from 'nestjs-plugin-system';
import type {} from './hookspec-types.js';
declare const notifyService: NotifyService;
`;
  const text = before + code.replace('|', '');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    experimentalDecorators: true,
    types: [],
  };
  const host: ts.LanguageServiceHost = {
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    getCompilationSettings: () => options,
    getCurrentDirectory: () => import.meta.dirname,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [FILE],
    // The registry keeps what it has read of a version.
    getScriptVersion: (name) => (name === FILE ? text : '1'),
    getScriptSnapshot: (name) => {
      const source = name === FILE ? text : ts.sys.readFile(name);
      return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
    },
  };
  const service = ts.createLanguageService(host, documents);
  const found = service.getCompletionsAtPosition(FILE, before.length + code.indexOf('|'), undefined);
  return found?.entries.map(({ name }) => name).toSorted() ?? [];
}

const documents = ts.createDocumentRegistry();

const FIELDS = ['duration_ms', 'labels', 'outcome', 'path', 'request_id', 'tags', 'user'];

it.each([
  {
    what: 'kinds to a publisher',
    code: `notifyService.notify('|')`,
    names: ['lifecycle_listener', 'orders', 'shapes'],
  },
  {
    what: 'hooks to a publisher',
    code: `notifyService.notify('lifecycle_listener', '|')`,
    names: ['on_request_failed', 'on_request_started'],
  },
  {
    what: 'kinds to a subscriber',
    code: `class A { @OnHook('|') hear() {} }`,
    names: ['lifecycle_listener', 'orders', 'shapes'],
  },
  {
    what: 'hooks to a subscriber',
    code: `class A { @OnHook('lifecycle_listener', '|') hear() {} }`,
    names: ['on_request_failed', 'on_request_started'],
  },
  {
    what: 'kinds to a subscriber that has options',
    code: `class A { @OnHook('|', 'on_request_started', { timeout: 5 }) hear() {} }`,
    names: ['lifecycle_listener', 'orders', 'shapes'],
  },
  {
    what: 'hooks to a subscriber that has options',
    code: `class A { @OnHook('lifecycle_listener', '|', { timeout: 5 }) hear() {} }`,
    names: ['on_request_failed', 'on_request_started'],
  },
  {
    what: 'the names of options',
    code: `class A { @OnHook('lifecycle_listener', 'on_request_started', { | }) hear() {} }`,
    names: ['maxInFlight', 'optional', 'origin', 'timeout'],
  },
  {
    what: 'fields',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { | })`,
    names: FIELDS,
  },
  {
    what: 'values of a field',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { outcome: '|' })`,
    names: ['answered', 'failed'],
  },
  {
    what: 'fields further in',
    code: `notifyService.notify('lifecycle_listener', 'on_request_started', { user: { | } })`,
    names: ['id', 'roles'],
  },
  {
    what: 'fields of the payload that is meant, in a choice of payloads',
    code: `notifyService.notify('orders', 'on_paid', { method: 'cash', | })`,
    names: ['change'],
  },
])(
  'an editor offers $what, and nothing that is there for the sake of messages',
  ({ code, names }) => {
    expect(offered(code)).toEqual(names);
  },
  60_000,
);
