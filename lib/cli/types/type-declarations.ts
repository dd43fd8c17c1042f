import type { SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaShapes } from '../shape/schema-shapes.js';
import type { Shape } from '../shape/shape.js';
import { docOfSchemas } from './doc-comment.js';
import { nameOfSchema } from './type-names.js';
import { indented, members, typeText } from './type-text.js';

/** A type that was made of a schema. */
export interface TypeDeclaration {
  readonly name: string;
  readonly place: SchemaPlace;
  readonly shape: Shape;
  /** The whole declaration, without a newline at its end. */
  readonly text: string;
}

/** Declares a type for each schema that is asked for, and for each that those refer to. */
export class TypeDeclarations {
  private readonly declared = new Map<unknown, TypeDeclaration | undefined>();

  constructor(private readonly shapes: SchemaShapes) {}

  /** The name of a schema's type, which is declared when it was not. */
  readonly nameOf = (place: SchemaPlace): string => {
    const name = nameOfSchema(place);
    const key = keyOf(place);
    if (this.declared.has(key)) return name;
    // Before it is made: it may refer to itself.
    this.declared.set(key, undefined);
    const shape = this.shapes.of(place);
    this.declared.set(key, { name, place, shape, text: this.declaration(name, place, shape) });
    return name;
  };

  /** Every declaration, each before those it was the first to refer to. */
  all(): TypeDeclaration[] {
    return [...this.declared.values()].filter((declaration) => declaration !== undefined);
  }

  private declaration(name: string, { schema }: SchemaPlace, shape: Shape): string {
    const [only] = shape;
    if (shape.length === 1 && only?.is === 'record') {
      const lines = members(only, this.nameOf).map(indented);
      return [...docOfSchemas([schema]), `export interface ${name} {`, ...lines, '}'].join('\n');
    }
    const type = typeText(shape, this.nameOf);
    return [...docOfSchemas([schema]), `export type ${name} =${type.startsWith('\n') ? '' : ' '}${type};`].join('\n');
  }
}

/** A schema that is `true` or `false` is no object of its own. */
function keyOf({ file, schema }: SchemaPlace): unknown {
  return typeof schema === 'boolean' ? `${file.path} ${schema}` : schema;
}
