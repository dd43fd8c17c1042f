import { placeInside, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import { isRecord, type SchemaObject } from '../../hookspec/walk-schema.js';
import { conditional, whenPresent } from './conditional-forms.js';
import { intersection, type Surroundings } from './intersection.js';
import { bothLimits, withRule } from './limits.js';
import { literalShape } from './literal-shape.js';
import { ownForms, type InnerShapes } from './own-forms.js';
import { ruledOut } from './ruled-out.js';
import { schemaText } from './schema-text.js';
import { ANYTHING, NOTHING, UNLIMITED, type ReferenceVariant, type Shape, type Variant } from './shape.js';
import { allEvaluated, evaluateTheRest } from './unevaluated.js';
import { unexpressedRules, type Unexpressed } from './unexpressed.js';
import { union } from './union.js';

// Two branches of an `anyOf` may both apply, and then `unevaluatedProperties` knows the keys of both.
const MAX_BRANCHES_TO_COMBINE = 4;
const MAX_BRANCHES_TO_COMPARE = 100;

/** Finds the shapes of schemas. References in them stay references, but where what is behind them must be known. */
export class SchemaShapes {
  /** What the shapes do not say, each once. */
  readonly unexpressed: Unexpressed[] = [];
  private readonly shapes = new Map<unknown, Shape>();
  private readonly exactShapes = new Map<unknown, Shape>();
  private readonly inProgress = new Set<unknown>();
  private readonly inExactProgress = new Set<unknown>();
  /** The keywords of which something was left out, of each schema whose shape is being found, the innermost last. */
  private readonly leftOut: Set<string>[] = [];

  /** @param isCompared whether shapes with something left out have rules that hold it, as it is written */
  constructor(
    private readonly targets: SchemaTargets,
    private readonly isCompared = false,
  ) {}

  /** The shape of a schema. */
  of(place: SchemaPlace): Shape {
    const { schema } = place;
    if (schema === false) return NOTHING;
    if (!isRecord(schema)) return ANYTHING;
    if (this.inProgress.has(schema)) return [{ is: 'reference', to: place, limits: UNLIMITED }];
    return remember(this.shapes, this.inProgress, schema, () => this.shapeOf(place, schema, false));
  }

  /**
   * Replaces the references of a shape by the forms behind them. `undefined` when one leads to a schema whose shape is
   * being found right now. Schemas that are only a way back to themselves were refused when they were read.
   */
  follow(shape: Shape): Shape | undefined {
    if (!shape.some(({ is }) => is === 'reference')) return shape;
    const found: Shape[] = [];
    for (const variant of shape) {
      const forms = variant.is === 'reference' ? this.behind(variant) : [variant];
      if (forms === undefined) return undefined;
      found.push(forms);
    }
    return union(found);
  }

  private behind({ to, limits }: ReferenceVariant): Shape | undefined {
    if (this.inProgress.has(to.schema)) return undefined;
    const forms = this.follow(this.of(to));
    if (limits === UNLIMITED) return forms;
    return forms?.map((form): Variant => ({ ...form, limits: bothLimits(form.limits, limits) }));
  }

  /** The shape of a schema, with what is evaluated in it: no references, and branches that apply together combined. */
  private exact(place: SchemaPlace): Shape {
    const { schema } = place;
    if (schema === false) return NOTHING;
    if (!isRecord(schema)) return ANYTHING;
    if (this.inExactProgress.has(schema)) {
      this.leaveOut(place, 'unevaluatedProperties');
      return ANYTHING.map(allEvaluated);
    }
    return remember(this.exactShapes, this.inExactProgress, schema, () => this.shapeOf(place, schema, true));
  }

  private shapeOf(place: SchemaPlace, schema: SchemaObject, isWithinUnevaluated: boolean): Shape {
    const leftOut = new Set<string>();
    this.leftOut.push(leftOut);
    const shape = this.formsOf(place, schema, isWithinUnevaluated);
    this.leftOut.pop();
    if (!this.isCompared) return shape;
    return unexpressedRules(leftOut, shape, place, schema, this.targets).reduce(withRule, shape);
  }

  private formsOf(place: SchemaPlace, schema: SchemaObject, isWithinUnevaluated: boolean): Shape {
    const isExact = isWithinUnevaluated || 'unevaluatedProperties' in schema || 'unevaluatedItems' in schema;
    const branch = (...way: (string | number)[]) => {
      const inner = placeInside(place, ...way);
      return isExact ? this.exact(inner) : this.of(inner);
    };
    const inner = (keyword: string): InnerShapes => ({
      shapeOf: (other) => this.of(other),
      follow: (other) => this.follow(other),
      onLeftOut: () => this.leaveOut(place, keyword),
    });
    let shape = ownForms(place, schema, inner('properties'));
    const narrow = (keyword: string, other: Shape) => {
      let isWhole = true;
      const around = inner(keyword);
      const onLeftOut = () => {
        isWhole = false;
        around.onLeftOut();
      };
      shape = intersection(shape, other, { ...around, onLeftOut });
      // What was left out may have evaluated anything.
      if (isExact && !isWhole) shape = shape.map(allEvaluated);
    };
    if ('const' in schema) narrow('const', literalShape(schema['const']));
    if (Array.isArray(schema['enum'])) narrow('enum', union(schema['enum'].map(literalShape)));
    if (typeof schema['$ref'] === 'string') narrow('$ref', this.referenced(place, isExact));
    listOf(schema['allOf']).forEach((_, index) => narrow('allOf', branch('allOf', index)));
    if ('oneOf' in schema) {
      narrow(
        'oneOf',
        this.oneOfThem(
          place,
          listOf(schema['oneOf']).map((_, index) => branch('oneOf', index)),
          shape,
        ),
      );
    }
    if ('anyOf' in schema) {
      const branches = listOf(schema['anyOf']).map((_, index) => branch('anyOf', index));
      narrow('anyOf', isExact ? this.anyOfThem(place, branches, inner('anyOf')) : union(branches));
    }
    if ('if' in schema) narrow('if', conditional(schema, isExact, branch, inner('if')));
    if (isExact) {
      for (const name of Object.keys(isRecord(schema['dependentSchemas']) ? schema['dependentSchemas'] : {})) {
        const there = whenPresent(name, branch('dependentSchemas', name), inner('dependentSchemas'));
        narrow('dependentSchemas', [...there, ...ANYTHING]);
      }
    }
    if (isExact && ('$dynamicRef' in schema || 'dependencies' in schema)) shape = shape.map(allEvaluated);
    shape = this.withRules(place, schema, shape);
    return evaluateTheRest(shape, place, schema, inner('unevaluatedProperties'));
  }

  private referenced(place: SchemaPlace, isExact: boolean): Shape {
    const to = this.targets.of(place);
    if (to === undefined) {
      this.leaveOut(place, '$ref');
      return isExact ? ANYTHING.map(allEvaluated) : ANYTHING;
    }
    if (isExact) return this.exact(to);
    return typeof to.schema === 'boolean' ? this.of(to) : [{ is: 'reference', to, limits: UNLIMITED }];
  }

  /** Every way in which one or more of the branches apply. */
  private anyOfThem(place: SchemaPlace, branches: readonly Shape[], around: Surroundings): Shape {
    if (branches.length > MAX_BRANCHES_TO_COMBINE) {
      this.leaveOut(place, 'anyOf');
      return union(branches.map((branch) => branch.map(allEvaluated)));
    }
    const combined: Shape[] = [];
    for (const branch of branches) {
      combined.push(...combined.map((one) => intersection(one, branch, around)), branch);
    }
    // No union: ANYTHING would swallow the branches in which something is evaluated.
    return combined.flat();
  }

  /** A value that fits two of the branches is refused; which values those are, a shape cannot say: that depends on them all. */
  private oneOfThem(place: SchemaPlace, branches: readonly Shape[], beside: Shape): Shape {
    // To compare them takes nothing out of the shape.
    const around: Surroundings = { follow: (shape) => this.follow(shape), onLeftOut: () => undefined };
    const isDisjoint =
      branches.length <= MAX_BRANCHES_TO_COMPARE &&
      branches.every((one, index) => {
        // What tells them apart may only be required beside them.
        const whole = intersection(beside, one, around);
        return branches.slice(index + 1).every((other) => intersection(whole, other, around).length === 0);
      });
    if (isDisjoint) return union(branches);
    this.leaveOut(place, 'oneOf', true);
    const texts = branches.map((_, index) => schemaText(placeInside(place, 'oneOf', index), this.targets));
    return withRule(union(branches), `oneOf, of which only one may fit: ${texts.toSorted().join(' ')}`);
  }

  private withRules(place: SchemaPlace, schema: SchemaObject, shape: Shape): Shape {
    return ruledOut(place, schema, this.targets).reduce((ruled, { keyword, rule }) => {
      // What a reference leads to on the way to a value, its text does not say.
      this.leaveOut(place, keyword, keyword !== '$dynamicRef');
      return withRule(ruled, rule);
    }, shape);
  }

  /** @param isRule whether a rule holds it, as it is written, so that two versions of it can be told apart */
  private leaveOut(place: SchemaPlace, keyword: string, isRule = false): void {
    const isKnown = this.unexpressed.some((one) => one.place.schema === place.schema && one.keyword === keyword);
    if (!isKnown) this.unexpressed.push({ place, keyword });
    if (!isRule) this.leftOut.at(-1)?.add(keyword);
  }
}

function remember(shapes: Map<unknown, Shape>, inProgress: Set<unknown>, schema: unknown, make: () => Shape): Shape {
  let shape = shapes.get(schema);
  if (shape === undefined) {
    inProgress.add(schema);
    shape = make();
    inProgress.delete(schema);
    shapes.set(schema, shape);
  }
  return shape;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
