import type { ErrorObject } from 'ajv';
import format from '../../hookspec.schema.json' with { type: 'json' };
import type { DispatchClass } from './hookspec.js';
import { pathOfPointer } from './json-pointer.js';
import { didYouMean } from './nearest-name.js';
import { checkHookspec } from './own-checks.js';
import { refillWork } from './pattern/work-budget.js';
import type { DocumentPath, PositionedDocument, SyntaxProblem } from './positioned-document.js';

/** A hookspec file of the right form, as YAML gives it. */
export interface HookspecDocument {
  readonly kind: string;
  readonly kind_api_version: string;
  readonly description?: string;
  readonly hooks: readonly HookDocument[];
  readonly constraints?: Record<string, unknown>;
}

/** One entry of `hooks`. */
export interface HookDocument {
  readonly name: string;
  readonly dispatch: DispatchClass;
  readonly description?: string;
  readonly input_schema: string;
  readonly output_schema?: string;
  readonly mcp_exposed?: boolean;
  readonly mcp_tool_name_template?: string;
}

/** Whether a value has the form of a hookspec. When not, {@link formatProblems} says why. */
export function isHookspecDocument(value: unknown): value is HookspecDocument {
  refillWork();
  return checkHookspec(value);
}

/** Everything in a document that breaks the form of a hookspec, each at its place. */
export function formatProblems(value: unknown, document: PositionedDocument): SyntaxProblem[] {
  if (isHookspecDocument(value)) return [];
  return (checkHookspec.errors ?? []).map((error) =>
    describe(error, pathOfPointer(error.instancePath, value), document),
  );
}

function describe(error: ErrorObject, path: DocumentPath, document: PositionedDocument): SyntaxProblem {
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    const known = Object.keys(path.length === 0 ? format.properties : format.$defs.hook.properties);
    return { position: document.positionOfKey(path, key), message: `unknown key '${key}'.${didYouMean(key, known)}` };
  }
  const subject = path.length === 0 ? 'the file' : `'${path.join('.')}'`;
  return { position: document.positionOf(path), message: `${subject} ${complaint(error, path.at(-1))}` };
}

function complaint(error: ErrorObject, key: string | number | undefined): string {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return `lacks the key '${String(params['missingProperty'])}'`;
    case 'enum':
      return `must be one of ${format.$defs.hook.properties.dispatch.enum.join(', ')}`;
    case 'type':
      return `must be of type ${String(params['type'])}${key === 'kind_api_version' ? ': quote it' : ''}`;
    case 'pattern':
      return key === 'kind_api_version' ? 'must be a version of three numbers, such as 1.0.0' : 'must be snake_case';
    case 'not':
      return 'is a name that every JavaScript object already has';
    default:
      return error.message ?? `breaks '${error.keyword}'`;
  }
}
