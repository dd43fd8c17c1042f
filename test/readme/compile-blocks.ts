import { join } from 'node:path';
import ts from 'typescript';
import type { ReadmeBlock } from './readme-blocks.js';

/** The settings of a Nest application as `nest new` makes it: a snippet must compile for those who paste it. */
const APPLICATION: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  strict: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  skipLibCheck: true,
  noEmit: true,
};

const FILE_NAME = /^\/\/ (?<name>[\w./-]+\.ts)\b/;

/**
 * Type-checks TypeScript blocks of a README as one application, and says what is wrong with them, each problem with the
 * README's own line number.
 *
 * A block whose first line is `// some/file.ts` has that name, and the others can import it; two of one name are a problem.
 * `nestjs-plugin-system` is the library in `root`, read from its sources.
 */
export function compileBlocks(blocks: readonly ReadmeBlock[], root: string): string[] {
  // Inside the package, so that its name resolves to itself and the snippets' other imports to its node_modules.
  const folder = join(root, 'readme');
  const files = new Map<string, ReadmeBlock>();
  const problems: string[] = [];
  for (const block of blocks) {
    const name = FILE_NAME.exec(block.code)?.groups?.name ?? `block-on-line-${block.firstLine}.ts`;
    const path = join(folder, name).replaceAll('\\', '/');
    const namesake = files.get(path);
    if (namesake) problems.push(`README.md:${block.firstLine}: ${name} is on line ${namesake.firstLine} already`);
    else files.set(path, block);
  }

  const options = { ...APPLICATION, rootDir: root, outDir: join(root, 'dist') };
  const program = ts.createProgram([...files.keys()], options, hostWith(files, options));
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) problems.push(shown(diagnostic, files));
  return problems;
}

function hostWith(files: ReadonlyMap<string, ReadmeBlock>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  return {
    ...host,
    fileExists: (path) => files.has(path) || fileExists(path),
    readFile: (path) => files.get(path)?.code ?? readFile(path),
    // TypeScript looks for no file in a directory that is not there.
    directoryExists: (path) =>
      [...files.keys()].some((file) => file.startsWith(`${path}/`)) || (directoryExists?.(path) ?? true),
    getSourceFile: (path, version) => {
      const text = files.get(path)?.code ?? readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
  };
}

function shown({ file, start, messageText }: ts.Diagnostic, files: ReadonlyMap<string, ReadmeBlock>): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (!file) return message;
  const line = file.getLineAndCharacterOfPosition(start ?? 0).line;
  const block = files.get(file.fileName);
  return block ? `README.md:${block.firstLine + line}: ${message}` : `${file.fileName}:${line + 1}: ${message}`;
}
