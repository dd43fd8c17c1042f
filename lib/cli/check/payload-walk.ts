import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { SchemaObject } from '../../hookspec/walk-schema.js';
import { alwaysBeside, groupsBeside, partAt, partsOf } from './applied-schemas.js';
import { Guarantee } from './guarantee.js';
import { describesObject, isBoundedByItself, isClosedByItself } from './payload-keywords.js';
import { referencesOf, type SchemaNode } from './schema-node.js';
import type { Warning, WarningRule } from './warning.js';

/** A schema that applies to some value of a payload, and what is known of that value from elsewhere. */
interface Visit {
  readonly node: SchemaNode;
  /** Other schemas see to it that an object here has no other properties. */
  readonly isClosed: boolean;
  /** Other schemas see to it that a text here has a greatest length. */
  readonly isBounded: boolean;
  /** Other schemas that apply to the same value: what they say of its parts counts for these parts. */
  readonly beside: readonly SchemaNode[];
}

/** The most of those: a payload's shape is rarely spread over more, and each costs time at each part. */
const MAX_BESIDE = 16;

const COMPOSING = ['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];

/**
 * Goes through the schemas of payloads value by value. A value is described by its schema together with what stands in its
 * `allOf` or behind its `$ref`, so one of them may leave open what another closes.
 */
export class PayloadWalk {
  /** What was found so far. */
  readonly warnings: Warning[] = [];
  private readonly warned: Record<'open-object' | 'unbounded-pattern', Set<SchemaObject>> = {
    'open-object': new Set(),
    'unbounded-pattern': new Set(),
  };
  private readonly visited = new Map<SchemaObject, Set<string>>();
  private readonly closed: Guarantee;
  private readonly bounded: Guarantee;
  private readonly objects: Guarantee;

  constructor(private readonly targets: SchemaTargets) {
    this.closed = new Guarantee(isClosedByItself, targets);
    this.bounded = new Guarantee(isBoundedByItself, targets);
    this.objects = new Guarantee(describesObject, targets);
  }

  /** Goes through the schema of a whole payload. */
  visitPayload(node: SchemaNode): void {
    // Not by recursion: a schema may be nested more deeply than the stack is.
    const waiting: Visit[] = [{ node, isClosed: false, isBounded: false, beside: [] }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.isNew(next)) waiting.push(...this.visit(next));
    }
  }

  /** With others beside it, a schema is reached through the one around it only, and that is enough to end. */
  private isNew({ node, isClosed, isBounded, beside }: Visit): boolean {
    if (beside.length > 0) return true;
    const visits = this.visited.get(node.schema) ?? new Set();
    this.visited.set(node.schema, visits);
    const sizeBefore = visits.size;
    return visits.add(`${isClosed} ${isBounded}`).size > sizeBefore;
  }

  /** @returns the visits that follow from this one */
  private visit(visit: Visit): Visit[] {
    const { node, beside } = visit;
    const groups = groupsBeside(node, this.targets);
    const describing = groups.filter((group) => group.some((other) => this.objects.holdsFor(other)));
    const isClosed = visit.isClosed || this.closed.holdsFor(node) || this.warnOfOpenObject(node, describing.length > 1);
    const isBounded = visit.isBounded || this.bounded.holdsFor(node) || this.warnOfPattern(node);

    const company = this.companyOf(node, beside);
    const references = new Set(referencesOf(node, this.targets));
    const ofSameValue = groups.flatMap((group) => {
      // Where one of them is the object, that is the one to close, and the others only say more of it.
      const isRefinement = describing.length === 1 && !describing.includes(group);
      return group.map((other) => ({
        node: other,
        isClosed: isClosed || isRefinement,
        isBounded,
        // What is referred to is looked at for itself, since others may refer to it too.
        beside: references.has(other) ? [] : company,
      }));
    });
    return [...ofSameValue, ...partsOf(node).map(({ part, node: inner }) => this.visitOfPart(part, inner, company))];
  }

  private visitOfPart(part: SchemaNode['path'], node: SchemaNode, company: readonly SchemaNode[]): Visit {
    const beside = company.flatMap((other) => partAt(other, part) ?? []).filter(({ schema }) => schema !== node.schema);
    return {
      node,
      isClosed: beside.some((other) => this.closed.holdsFor(other)),
      isBounded: beside.some((other) => this.bounded.holdsFor(other)),
      beside,
    };
  }

  /** The schemas that always apply where this one does, itself included. */
  private companyOf(node: SchemaNode, beside: readonly SchemaNode[]): SchemaNode[] {
    const company = [node];
    for (const member of company) {
      if (company.length > MAX_BESIDE) break;
      const others = alwaysBeside(member, this.targets).filter(
        ({ schema }) => !company.some((one) => one.schema === schema),
      );
      company.push(...others);
    }
    return [...company, ...beside].slice(0, MAX_BESIDE);
  }

  /** @returns whether there was something to warn of, so that nothing else is said of the same value */
  private warnOfOpenObject(node: SchemaNode, isInParts: boolean): boolean {
    const { schema } = node;
    // None of several parts can close the object: each would refuse the properties of the others.
    if (!describesObject(schema) && !isInParts) return false;

    const composing = COMPOSING.find((keyword) => schema[keyword] !== undefined);
    const keyword = composing === undefined ? 'additionalProperties' : 'unevaluatedProperties';
    const key = ['type', 'properties'].find((candidate) => schema[candidate] !== undefined) ?? composing ?? '';
    const message = `may have properties that nothing names: set '${keyword}' to false`;
    this.warn('open-object', node, key, message);
    return true;
  }

  private warnOfPattern(node: SchemaNode): boolean {
    if (typeof node.schema['pattern'] !== 'string') return false;
    const message = "has a 'pattern' that texts of any length are matched against: add a 'maxLength'";
    this.warn('unbounded-pattern', node, 'pattern', message);
    return true;
  }

  private warn(
    rule: keyof PayloadWalk['warned'] & WarningRule,
    { file, schema, path }: SchemaNode,
    key: string,
    message: string,
  ): void {
    if (this.warned[rule].has(schema)) return;
    this.warned[rule].add(schema);
    const subject = path.length === 0 ? 'the payload' : `'${path.join('.')}'`;
    const position = file.document().positionOfKey(path, key);
    this.warnings.push({ rule, file: file.path, position, message: `${subject} ${message}` });
  }
}
