import type { ErrorObject } from 'ajv';
import { pathOfPointer } from './json-pointer.js';
import { checkSchema } from './own-checks.js';
import { patternComplaint } from './pattern/linear-pattern.js';
import type { PositionedDocument, SyntaxProblem } from './positioned-document.js';
import type { Position } from './position.js';
import { isRecord, walkSchema } from './walk-schema.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * Everything in a file that breaks the form of a JSON Schema 2020-12, each at its place.
 *
 * @param schema the parsed file
 * @param toDocument finds places in it; called only when there is something to place
 */
export function schemaProblems(schema: unknown, toDocument: () => PositionedDocument): SyntaxProblem[] {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema))) {
    return [{ position: toDocument().positionOf([]), message: 'a JSON Schema must be an object or a boolean' }];
  }
  const dialect: unknown = typeof schema === 'object' ? Reflect.get(schema, '$schema') : undefined;
  if (dialect !== undefined && dialect !== DIALECT && dialect !== `${DIALECT}#`) {
    const position = toDocument().positionOf(['$schema']);
    return [{ position, message: `'$schema' must be ${DIALECT}, or be left out` }];
  }
  return [...metaSchemaProblems(schema, toDocument), ...patternProblems(schema, toDocument)];
}

function metaSchemaProblems(schema: object | boolean, toDocument: () => PositionedDocument): SyntaxProblem[] {
  if (checkSchema(schema)) return [];

  const document = toDocument();
  // One mistake breaks several rules of the meta-schema at one place, the plainest of them first.
  const firstAt = new Map<string, SyntaxProblem>();
  for (const error of checkSchema.errors ?? []) {
    if (firstAt.has(error.instancePath)) continue;
    const path = pathOfPointer(error.instancePath, schema);
    const message = `'${path.join('.')}' ${complaint(error)}`;
    firstAt.set(error.instancePath, { position: document.positionOf(path), message });
  }
  return [...firstAt.values()];
}

function complaint({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${(params['allowedValues'] as readonly unknown[]).join(', ')}`;
  return message ?? `breaks '${keyword}' of the meta-schema`;
}

/** The meta-schema cannot say which texts are regular expressions that can be used: ajv would find out when it compiles, without a place. */
function patternProblems(schema: unknown, toDocument: () => PositionedDocument): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const check = (pattern: string, place: (document: PositionedDocument) => Position) => {
    const reason = patternComplaint(pattern);
    if (reason !== undefined) problems.push({ position: place(toDocument()), message: reason });
  };
  walkSchema(
    schema,
    ({ pattern, patternProperties }, path) => {
      if (typeof pattern === 'string') check(pattern, (document) => document.positionOf([...path, 'pattern']));
      for (const key of Object.keys(isRecord(patternProperties) ? patternProperties : {})) {
        check(key, (document) => document.positionOfKey([...path, 'patternProperties'], key));
      }
    },
    undefined,
  );
  return problems;
}
