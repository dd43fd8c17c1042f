import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of files that a test writes and that is gone after it. */
export class HookspecFolder {
  /** The real path of the folder. */
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'hookspecs-')));

  /** Writes a file; an object is written as JSON. Returns its path. */
  write(name: string, content: unknown): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return path;
  }

  /** Writes a hookspec of one kind whose hooks all take any payload, and returns the folder's path. */
  declare(kind: string, hooks: readonly string[], options: { version?: string; dispatch?: string } = {}): string {
    this.write('schemas/any.json', {});
    return this.declareWith(kind, Object.fromEntries(hooks.map((hook) => [hook, 'schemas/any.json'])), options);
  }

  /** Writes a hookspec of one kind, with the schema file of each hook, and returns the folder's path. */
  declareWith(
    kind: string,
    hooks: Readonly<Record<string, string>>,
    { version = '1.0.0', dispatch = 'broadcast_notify' }: { version?: string; dispatch?: string } = {},
  ): string {
    const entries = Object.entries(hooks).map(
      ([name, schema]) =>
        `  - name: ${name}\n    dispatch: ${dispatch}\n    input_schema: ${schema}\n    mcp_exposed: false\n`,
    );
    this.write(`${kind}.yaml`, `kind: ${kind}\nkind_api_version: ${version}\nhooks:\n${entries.join('')}`);
    return this.path;
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
