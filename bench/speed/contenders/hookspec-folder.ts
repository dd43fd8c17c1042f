import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A hook to declare. */
export interface DeclaredHook {
  readonly kind: string;
  readonly hook: string;
  /** The schema of its payload. Hooks that share one object share one file. */
  readonly schema: object;
}

/**
 * Writes hookspecs into a folder of their own, lets somebody use them, and takes the folder away.
 *
 * @returns what `use` returns
 */
export async function withHookspecs<T>(
  hooks: readonly DeclaredHook[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-hookspecs-'));
  try {
    writeHookspecs(folder, hooks);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeHookspecs(folder: string, hooks: readonly DeclaredHook[]): void {
  mkdirSync(join(folder, 'schemas'));
  const files = new Map<object, string>();
  const kinds = new Map<string, object[]>();
  for (const { kind, hook, schema } of hooks) {
    let file = files.get(schema);
    if (file === undefined) {
      file = `schemas/${files.size}.json`;
      files.set(schema, file);
      writeFileSync(join(folder, file), JSON.stringify(schema, undefined, 2));
    }
    const declared = kinds.get(kind) ?? [];
    declared.push({ name: hook, dispatch: 'broadcast_notify', input_schema: file });
    kinds.set(kind, declared);
  }
  // YAML 1.2 holds JSON.
  for (const [kind, declared] of kinds) {
    const hookspec = { kind, kind_api_version: '1.0.0', hooks: declared };
    writeFileSync(join(folder, `${kind}.yaml`), JSON.stringify(hookspec, undefined, 1));
  }
}
