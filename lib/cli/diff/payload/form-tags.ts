import type { LiteralVariant, RecordVariant, Shape } from '../../shape/shape.js';
import { literalWords } from './shape-words.js';

/** The values that a field has in a form, by how they are written. */
type Tags = ReadonlyMap<string, LiteralVariant>;

/** A field that tells forms apart: in each of them only certain values stand there, in no two of them the same. */
export class FormTags {
  private constructor(
    readonly name: string,
    private readonly tags: ReadonlyMap<RecordVariant, Tags>,
  ) {}

  /** All fields that tell forms apart. */
  static of(forms: readonly RecordVariant[], follow: (shape: Shape) => Shape): FormTags[] {
    return [...(forms[0]?.fields.keys() ?? [])].flatMap((name) => {
      const tags = new Map(forms.map((form) => [form, literalsOf(follow(form.fields.get(name)?.shape ?? []))]));
      const all = [...tags.values()].flatMap((some) => [...some.keys()]);
      const tell = [...tags.values()].every(({ size }) => size > 0) && new Set(all).size === all.length;
      return tell ? [new FormTags(name, tags)] : [];
    });
  }

  /** Whether it is always there to tell them apart by. */
  get isRequired(): boolean {
    return [...this.tags.keys()].every(({ fields }) => fields.get(this.name)?.isRequired);
  }

  get forms(): RecordVariant[] {
    return [...this.tags.keys()];
  }

  /** The values in a form that stand in another one too. */
  common(form: RecordVariant, others: FormTags, other: RecordVariant): string[] {
    return this.of(form).filter((tag) => others.tags.get(other)?.has(tag));
  }

  /** The values in a form that stand in no other form. */
  missing(form: RecordVariant, others: FormTags): string[] {
    return this.of(form).filter((tag) => others.forms.every((other) => !others.tags.get(other)?.has(tag)));
  }

  /** A form with some of its values only. */
  part(form: RecordVariant, some: readonly string[]): RecordVariant {
    const [tags, field] = [this.tags.get(form), form.fields.get(this.name)];
    if (tags === undefined || field === undefined || tags.size === some.length) return form;
    const shape = some.map((tag) => tags.get(tag)).filter((literal) => literal !== undefined);
    return { ...form, fields: new Map([...form.fields, [this.name, { ...field, shape }]]) };
  }

  /** `type is "card" or "giro"`. */
  words(form: RecordVariant, some: readonly string[]): string {
    const literals = some.map((tag) => this.tags.get(form)?.get(tag)).filter((literal) => literal !== undefined);
    return `${this.name} is ${literals.map(({ value }) => literalWords(value)).join(' or ')}`;
  }

  private of(form: RecordVariant): string[] {
    return [...(this.tags.get(form)?.keys() ?? [])];
  }
}

/** The values that a shape names; none when it lets others through. */
function literalsOf(shape: Shape): Map<string, LiteralVariant> {
  const literals = shape.filter((variant) => variant.is === 'literal');
  if (literals.length !== shape.length) return new Map();
  return new Map(literals.map((literal) => [JSON.stringify(literal.value), literal]));
}
