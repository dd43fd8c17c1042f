import type { SchemaFile } from './schema-file.js';
import { placeInside, placeOfFile, type SchemaPlace } from './schema-place.js';
import { schemasUnder } from './schemas-under.js';
import type { SchemaTargets } from './schema-targets.js';
import { isRecord, walkSchema, type SchemaObject } from './walk-schema.js';

/** Keywords whose schemas look at the same value as the schema around them, as `$ref` does. */
const BRANCHES = ['not', 'if', 'then', 'else', 'allOf', 'anyOf', 'oneOf', 'dependentSchemas'];

/**
 * Finds the references that lead back to a schema around them without looking deeper into the value: checking a value
 * against that would never end (JSON Schema 2020-12 Core, section 9.4.1, leaves open what happens).
 */
export class EndlessReferences {
  private readonly done = new Set<unknown>();

  constructor(private readonly targets: SchemaTargets) {}

  /** The references of that kind in a file, and in what it refers to. Each is found once, whatever file is looked at. */
  in(file: SchemaFile): SchemaPlace[] {
    const found: SchemaPlace[] = [];
    // Most files refer to nothing, and then there is no way back either.
    if (!refers(file.schema)) return found;
    const whole = placeOfFile(file);
    walkSchema(file.schema, (_, path) => this.visit(placeInside(whole, ...path), new Set(), found), undefined);
    return found;
  }

  private visit(place: SchemaPlace, around: Set<unknown>, found: SchemaPlace[]): void {
    const { schema } = place;
    if (this.done.has(schema) || !isRecord(schema)) return;
    around.add(schema);
    for (const branch of BRANCHES.flatMap((keyword) => schemasUnder(place, keyword))) this.visit(branch, around, found);
    for (const keyword of ['$ref', '$dynamicRef'] as const) {
      const target = this.targets.of(place, keyword);
      if (target !== undefined && around.has(target.schema)) found.push(placeInside(place, keyword));
      else if (target !== undefined) this.visit(target, around, found);
    }
    around.delete(schema);
    this.done.add(schema);
  }
}

function refers(schema: unknown): boolean {
  let found = false;
  const visit = ({ $ref, $dynamicRef }: SchemaObject): void => {
    found ||= $ref !== undefined || $dynamicRef !== undefined;
  };
  walkSchema(schema, visit, undefined);
  return found;
}
