import type { Delivery } from '../dispatch/delivery.js';

/**
 * The key of a method that may subscribe to a hook. For one that may not it is a sentence that says why, which the compiler
 * shows in its last line: `Argument of type '"hear"' is not assignable to parameter of type '"on_placed has no payload.id"'.`
 */
export type MethodKey<Method, Payload, Hook extends string> = [Method] extends [Taking<Payload, Delivery>]
  ? string | symbol
  : Complaint<Method, Payload, Hook>;

type Taking<First, Second> = (payload: First, delivery: Second) => unknown;

// `never` fits every parameter, so that one thing is asked at a time.
type Complaint<Method, Payload, Hook extends string> = [Method] extends [(...args: never) => unknown]
  ? [Method] extends [Taking<never, never>]
    ? [Method] extends [Taking<never, Delivery>]
      ? PayloadComplaint<Payload, FirstParameter<Method>, Hook>
      : 'the second parameter must take a Delivery'
    : 'a subscriber gets (payload, delivery): a third parameter must be optional'
  : 'only a method can subscribe to a hook';

type FirstParameter<Method> = Method extends (first: infer First, ...others: never) => unknown ? First : never;

type PayloadComplaint<Payload, Parameter, Hook extends string> = Or<
  FieldComplaints<Payload, Parameter, Hook, 'payload'>,
  Or<NoFieldComplaints<Payload, Parameter, Hook>, `the first parameter does not take the payload of ${Hook}`>
>;

/** What the compiler refuses although no field is to blame: that the payload has none of them, or need not have one. */
type NoFieldComplaints<Payload, Parameter, Hook extends string> = unknown extends Payload
  ? never
  : Parameter extends readonly unknown[]
    ? never
    : Parameter extends object
      ? string extends keyof Parameter
        ? never
        : string extends keyof Payload
          ? `payload.${Exclude<keyof Parameter & string, DeclaredFields<Payload>>} of ${Hook} may be missing`
          : `${Hook} has no payload.${Exclude<keyof Parameter & string, keyof Payload>}`
      : never;

/** The fields that an open payload has besides those of its index signature. */
type DeclaredFields<Payload> = keyof {
  [Key in keyof Payload as string extends Key ? never : number extends Key ? never : Key]: never;
};

/** One sentence for each field that the parameter wants and the payload does not have like that. */
type FieldComplaints<
  Payload,
  Parameter,
  Hook extends string,
  Path extends string,
> = Parameter extends readonly unknown[]
  ? never
  : Parameter extends object
    ? Payload extends object
      ? string extends keyof Parameter
        ? MapComplaint<Payload, Hook, Path>
        : {
            [Field in keyof Parameter & string]-?: Pick<Payload, Field & keyof Payload> extends Pick<Parameter, Field>
              ? never
              : FieldComplaint<Payload, Parameter, Field, Hook, `${Path}.${Field}`>;
          }[keyof Parameter & string]
      : never
    : never;

// Two maps differ in what they hold, of which no field is to blame.
type MapComplaint<Payload, Hook extends string, Path extends string> = string extends keyof Payload
  ? never
  : `${Path} of ${Hook} does not fit a Record: take unknown, object or its own type`;

type FieldComplaint<
  Payload,
  Parameter,
  Field extends keyof Parameter,
  Hook extends string,
  Path extends string,
> = Field extends keyof Payload
  ? Pick<Payload, Field> extends Partial<Pick<Parameter, Field>>
    ? `${Path} of ${Hook} may be missing`
    : unknown extends Payload[Field]
      ? `${Path} of ${Hook} may be anything: take unknown`
      : Payload[Field] extends Readonly<Parameter[Field]>
        ? `${Path} of ${Hook} is readonly`
        : // No deeper than a line can show: a type may hold itself.
          Path extends `${string}.${string}.${string}.${string}`
          ? `${Path} of ${Hook} has another type`
          : Or<FieldComplaints<Payload[Field], Parameter[Field], Hook, Path>, `${Path} of ${Hook} has another type`>
  : `${Hook} has no ${Path}`;

type Or<Complaints, Otherwise> = [Complaints] extends [never] ? Otherwise : Complaints;
