import type { ValidateFunction } from 'ajv';
import type { HookDeclaration, Hookspec } from '../hookspec.js';
import type { PayloadSnapshot } from '../snapshot/payload-snapshot.js';

/** The form of what `hookspec compile` writes; another number when a version of this package cannot read it. */
export const COMPILED_FORMAT = 2;

/**
 * Hookspecs that `hookspec compile` has checked and made code of. Hand it over as it is:
 * `PluginSystemModule.forRoot({ hookspecs: compiled })`. What it holds is nobody's business and changes between versions.
 */
export interface CompiledHookspecs {
  readonly compiledFormat: number;
  /** The paths that were compiled, relative to the working directory. */
  readonly sources: readonly string[];
  /** Every file that was read, relative to the working directory, and the digest of what it held. */
  readonly files: Readonly<Record<string, string>>;
  readonly schemas: readonly CompiledSchema[];
  readonly hookspecs: readonly CompiledHookspec[];
}

/** A schema file. */
export interface CompiledSchema {
  /** The schema as JSON. It is parsed when somebody asks for it. */
  readonly json: string;
  /** Absent where it is only written down, as the schema of what subscribers return is. */
  readonly validate?: ValidateFunction;
  readonly snapshot?: PayloadSnapshot;
  /** Its `KeyTable` as JSON, parsed at its first use. Absent where it has nothing to say. */
  readonly keys?: string;
}

/** One hookspec; `undefined` is left out. */
export interface CompiledHookspec extends Omit<Hookspec, 'hooks'> {
  readonly hooks: readonly CompiledHook[];
}

/** One hook. */
export interface CompiledHook extends Omit<
  HookDeclaration,
  'kind' | 'inputSchema' | 'outputSchema' | 'validate' | 'compileSnapshot' | 'withoutUnknownKeys'
> {
  /** The index of its schema. */
  readonly input: number;
  readonly output: number | undefined;
}

/** Whether an option holds compiled hookspecs, of whatever version. */
export function isCompiledHookspecs(value: unknown): value is CompiledHookspecs {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'compiledFormat');
}
