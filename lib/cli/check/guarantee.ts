import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { SchemaObject } from '../../hookspec/walk-schema.js';
import { alternativesOf, alwaysBeside } from './applied-schemas.js';
import type { SchemaNode } from './schema-node.js';

/** Beyond so many schemas inside one another, for one value, nobody is told anything: the stack has an end. */
const MAX_DEPTH = 200;

/** Something that a schema may see to: by itself, or because schemas that apply beside it do. */
export class Guarantee {
  private readonly known = new Map<SchemaObject, boolean>();

  /**
   * @param isGivenBy whether a schema sees to it by its own keywords
   * @param targets finds the schemas beside it
   */
  constructor(
    private readonly isGivenBy: (schema: SchemaObject) => boolean,
    private readonly targets: SchemaTargets,
  ) {}

  /** Whether every value that a schema takes has it. */
  holdsFor(node: SchemaNode, depth = 0): boolean {
    const { schema } = node;
    const known = this.known.get(schema);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return true;
    // A schema that leads back to itself sees to nothing by that.
    this.known.set(schema, false);
    const holds =
      this.isGivenBy(schema) ||
      alwaysBeside(node, this.targets).some((beside) => this.holdsFor(beside, depth + 1)) ||
      alternativesOf(node).some((group) => group.every((branch) => this.holdsFor(branch, depth + 1)));
    this.known.set(schema, holds);
    return holds;
  }
}
