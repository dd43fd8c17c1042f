import type { ErrorObject, ValidateFunction } from 'ajv';
import { PatternOverload } from './pattern/pattern-overload.js';
import { refillWork } from './pattern/work-budget.js';

/** Why a payload breaks its schema. */
export interface PayloadFault {
  /** A JSON pointer (RFC 6901) to the culprit; empty for the payload itself. */
  readonly path: string;
  /** What is wrong there, without any value of the payload. */
  readonly reason: string;
}

/**
 * Checks a payload against a hook's schema.
 *
 * @returns what is wrong with it, or `undefined` when nothing is
 * @throws whatever a getter or a proxy in the payload throws
 */
export type PayloadValidator = (payload: unknown) => PayloadFault | undefined;

/** Makes a {@link PayloadValidator} of what ajv compiled. */
export function toPayloadValidator(validate: ValidateFunction): PayloadValidator {
  return (payload) => {
    refillWork();
    try {
      return validate(payload) ? undefined : faultOf(plainest(validate.errors ?? []));
    } catch (error) {
      // Thrown, so that no `not` or `anyOf` around the pattern takes it for an answer.
      if (error instanceof PatternOverload) return { path: '', reason: error.message };
      throw error;
    }
  };
}

/**
 * The last error is the one of the keyword that failed; the ones before it are those of its branches, and which of them
 * was meant nobody knows. Where there is only one branch, its error says more.
 */
function plainest(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const last = errors.at(-1);
  return last && ['if', 'propertyNames'].includes(last.keyword) ? (errors.at(-2) ?? last) : last;
}

function faultOf(error: ErrorObject | undefined): PayloadFault {
  if (error === undefined) return { path: '', reason: 'breaks its schema' };
  return { path: error.instancePath, reason: reasonOf(error) };
}

function reasonOf(error: ErrorObject): string {
  const message = error.message ?? `breaks '${error.keyword}'`;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
      return `${message}: '${String(params['additionalProperty'])}'`;
    case 'unevaluatedProperties':
      return `${message}: '${String(params['unevaluatedProperty'])}'`;
    case 'enum':
      return `${message}: ${JSON.stringify(params['allowedValues'])}`;
    case 'const':
      return `${message}: ${JSON.stringify(params['allowedValue'])}`;
    default:
      return message;
  }
}
