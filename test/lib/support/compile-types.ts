import ts from 'typescript';

/** The strictest that an application may be compiled with. */
export const STRICTEST: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noEmit: true,
};

// In a folder that is not there: nothing on this machine has a say.
const ROOT = '/types';
const LIBRARY: Readonly<Record<string, string>> = {
  'package.json': '{"type":"module"}',
  'node_modules/nestjs-plugin-system/package.json':
    '{"name":"nestjs-plugin-system","type":"module","exports":{".":{"types":"./index.d.ts"}}}',
  'node_modules/nestjs-plugin-system/index.d.ts': 'export interface HookRegistry {}\nexport type HookPayload = string;',
};

/** Type-checks files as one application beside the library, and says what is wrong, each as `file:line: message`. */
export function compileTypes(files: Readonly<Record<string, string>>, options = STRICTEST): string[] {
  const texts = new Map(Object.entries({ ...LIBRARY, ...files }).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists, getSourceFile } = host;
  const program = ts.createProgram(
    Object.keys(files).map((name) => `${ROOT}/${name}`),
    options,
    {
      ...host,
      getCurrentDirectory: () => ROOT,
      fileExists: (path) => texts.has(path) || fileExists(path),
      readFile: (path) => texts.get(path) ?? readFile(path),
      directoryExists: (path) =>
        [...texts.keys()].some((file) => file.startsWith(`${path}/`)) || (directoryExists?.(path) ?? true),
      realpath: (path) => path,
      getSourceFile: (path, version, ...others) => {
        const text = texts.get(path);
        return text === undefined
          ? getSourceFile(path, version, ...others)
          : ts.createSourceFile(path, text, version, true);
      },
    },
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (!file) return message;
    const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file.fileName.replace(`${ROOT}/`, '')}:${line}: ${message}`;
  });
}
