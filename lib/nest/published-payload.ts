import type { HookPayload } from './hook-registry.js';

/**
 * A hook's payload as a publisher must give it: whatever {@link HookPayload} allows, and nothing else. It is written in such
 * a way that the compiler's last line about a field names that field, which otherwise it would not:
 * `Type 'number' is not assignable to type 'string | PayloadField<"request_id">'.`
 */
export type PublishedPayload<K extends string, H extends string> = Named<HookPayload<K, H>, 'payload'>;

/** Nothing is one of these. It stands beside a field's type so that the compiler writes the field's name. */
declare abstract class PayloadField<Name> {
  protected abstract readonly [fieldName]: Name;
}

declare const fieldName: unique symbol;

/** Stands where a name would: the items of the list `Name` have none. It tells besides how deep in lists they are. */
interface ItemOf<Name> {
  readonly list: Name;
}

// `any` and `unknown` must go on taking everything. The items of lists that are this deep in lists get no names: the compiler goes
// through lists at once, and one may hold itself without end. Through objects it goes only as far as it must.
type Named<Value, Name> = unknown extends Value
  ? Value
  : [Name] extends [ItemOf<ItemOf<ItemOf<unknown>>>]
    ? Value
    : NamedFields<Value, Name> | NameBeside<Value, Name>;

type NamedFields<Value, Name> = [Exclude<Value, Primitive>] extends [never]
  ? Value
  : true extends IsChoice<Exclude<Value, Primitive>>
    ? FieldsOfChoice<Value, Name>
    : Fields<Value, Name>;

/** The fields of an object or the items of an array, each with its name. */
type Fields<Value, Name> = { [Key in keyof Value]: Named<Value[Key], FieldName<Value, Key, Name>> };

/** The same of a choice between objects. Literals that tell the objects apart stay alone: beside a name they would not. */
type FieldsOfChoice<Value, Name, Choice = Value> = {
  [Key in keyof Value]: [IsLiteral<Value[Key]>, TellsApart<Choice, Key>] extends [true, true]
    ? Value[Key]
    : Named<Value[Key], FieldName<Value, Key, Name>>;
};

// The compiler goes by the fields that stand in several of the objects, and not with the same type.
type TellsApart<Choice, Key> = true extends IsChoice<TypesOf<Choice, Key>> ? true : false;

type TypesOf<Choice, Key> = Choice extends unknown ? (Key extends keyof Choice ? [Choice[Key]] : never) : never;

type FieldName<Value, Key, Name> = number extends Key
  ? ItemOf<Name>
  : string extends Key
    ? // A map's values have no names of their own.
      Name
    : Key extends `${number}`
      ? ItemOfTuple<Value, Key, Name>
      : Key;

type ItemOfTuple<Value, Key, Name> = Value extends readonly unknown[] ? ItemOf<Name> : Key;

// An object needs none beside it, for the compiler writes `Fields<User, "user">`.
type NameBeside<Value, Name> = [Exclude<Value, Primitive | readonly unknown[]>] extends [never]
  ? PayloadField<ListName<Name>>
  : never;

type ListName<Name> = Name extends ItemOf<infer List> ? ListName<List> : Name;

type Primitive = string | number | boolean | bigint | symbol | null | undefined;

type IsChoice<Value, Whole = Value> = Value extends unknown ? ([Whole] extends [Value] ? false : true) : never;

type IsLiteral<Value> = [Value] extends [Primitive]
  ? string extends Value
    ? false
    : number extends Value
      ? false
      : boolean extends Value
        ? false
        : true
  : false;
