import { resolve } from 'node:path';
import { PluginSystemError } from '../../errors/plugin-system.error.js';
import type { KeyTable } from '../known-keys/key-table.js';
import { unknownKeyFilter, type UnknownKeyFilter } from '../known-keys/unknown-key-filter.js';
import type { DispatchClass, HookDeclaration, Hookspec } from '../hookspec.js';
import { toPayloadValidator, type PayloadValidator } from '../payload-validator.js';
import { FILE_START } from '../position.js';
import { ProblemList } from '../problem-list.js';
import { shownPath } from '../shown-path.js';
import { jsonSnapshot } from '../snapshot/json-snapshot.js';
import type { PayloadSnapshot } from '../snapshot/payload-snapshot.js';
import {
  COMPILED_FORMAT,
  type CompiledHook,
  type CompiledHookspec,
  type CompiledHookspecs,
  type CompiledSchema,
} from './compiled-hookspecs.js';
import { findStaleSources } from './stale-sources.js';

/**
 * Loads hookspecs that were compiled ahead of time. No code is made of text, and neither ajv nor yaml is needed.
 *
 * @param compiled what `hookspec compile` has written
 * @param loaded the hookspecs that are there already: their files are passed over, their kinds are taken
 * @returns the newly loaded hookspecs
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when another version of this package has written it
 * @throws HookspecInvalidError when files have changed since, or two declare one kind
 */
export function loadCompiled(compiled: readonly CompiledHookspecs[], loaded: Iterable<Hookspec> = []): Hookspec[] {
  const problems = new ProblemList();
  const fileOfKind = new Map(Array.from(loaded, ({ kind, file }) => [kind, file]));
  const loadedFiles = new Set(fileOfKind.values());
  const found: Hookspec[] = [];
  for (const one of compiled) {
    checkFormat(one);
    findStaleSources(one, problems);
    const validators = one.schemas.map(({ validate }) => validate && toPayloadValidator(validate));
    for (const hookspec of one.hookspecs) {
      const file = resolve(hookspec.file);
      if (loadedFiles.has(file)) continue;
      const earlier = fileOfKind.get(hookspec.kind);
      if (earlier !== undefined) {
        problems.add(file, FILE_START, `kind '${hookspec.kind}' is already declared by ${shownPath(earlier)}`);
      }
      fileOfKind.set(hookspec.kind, file);
      loadedFiles.add(file);
      found.push(toHookspec(hookspec, file, one.schemas, validators));
    }
  }
  problems.throwIfAny();
  return found;
}

const NOT_OURS = 'the compiled hookspecs are not what `hookspec compile` wrote: run it again';

function checkFormat({ compiledFormat, sources }: CompiledHookspecs): void {
  if (compiledFormat === COMPILED_FORMAT) return;
  throw new PluginSystemError(
    'CONFIGURATION_INVALID',
    `the compiled hookspecs have the form ${compiledFormat}, and this version of nestjs-plugin-system reads ` +
      `${COMPILED_FORMAT}: run \`hookspec compile ${sources.join(' ')}\` again, with its --out FILE`,
  );
}

function toHookspec(
  { hooks, ...rest }: CompiledHookspec,
  file: string,
  schemas: readonly CompiledSchema[],
  validators: readonly (PayloadValidator | undefined)[],
): Hookspec {
  const declarations = hooks.map((hook) => {
    const validate = validators[hook.input];
    if (validate === undefined) throw new PluginSystemError('CONFIGURATION_INVALID', NOT_OURS);
    return new CompiledDeclaration(rest.kind, hook, schemas, validate);
  });
  return { ...rest, file, hooks: new Map(declarations.map((declaration) => [declaration.name, declaration])) };
}

/** Parses its schemas when somebody asks for them: to parse a thousand takes longer than all the rest. */
class CompiledDeclaration implements HookDeclaration {
  readonly name: string;
  readonly dispatch: DispatchClass;
  readonly description: string | undefined;
  readonly mcpExposed: boolean;
  readonly mcpToolNameTemplate: string | undefined;
  readonly compileSnapshot: () => PayloadSnapshot;
  readonly withoutUnknownKeys: UnknownKeyFilter;
  private input: unknown;
  private output: unknown;

  constructor(
    readonly kind: string,
    private readonly hook: CompiledHook,
    private readonly schemas: readonly CompiledSchema[],
    readonly validate: PayloadValidator,
  ) {
    this.name = hook.name;
    this.dispatch = hook.dispatch;
    this.description = hook.description;
    this.mcpExposed = hook.mcpExposed;
    this.mcpToolNameTemplate = hook.mcpToolNameTemplate;
    this.compileSnapshot = () => schemas[hook.input]?.snapshot ?? jsonSnapshot;
    this.withoutUnknownKeys = unknownKeyFilter(validate, () => {
      const keys = schemas[hook.input]?.keys;
      return keys === undefined ? undefined : (JSON.parse(keys) as KeyTable);
    });
  }

  get inputSchema(): unknown {
    return (this.input ??= this.schemaAt(this.hook.input));
  }

  get outputSchema(): unknown {
    return (this.output ??= this.schemaAt(this.hook.output));
  }

  private schemaAt(index: number | undefined): unknown {
    const json = index === undefined ? undefined : this.schemas[index]?.json;
    return json === undefined ? undefined : (JSON.parse(json) as unknown);
  }
}
