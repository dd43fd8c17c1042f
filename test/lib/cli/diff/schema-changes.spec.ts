import { changesBetween } from './support/compare.js';

interface Row {
  readonly change: string;
  readonly old: unknown;
  readonly next: unknown;
  /** `path code breaks bump`, of each change. */
  readonly told: readonly string[];
  /** Words that stand in the message of the first change, in this order. */
  readonly words?: readonly string[];
}

function object(properties: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { type: 'object', properties, additionalProperties: false, ...more };
}

function open(properties: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { type: 'object', properties, ...more };
}

const a = (schema: unknown) => object({ a: schema }, { required: ['a'] });
const text = { type: 'string' };
const count = { type: 'number' };

const FIELDS: readonly Row[] = [
  {
    change: 'a field that a closed object required is gone',
    old: object({ a: text, b: text }, { required: ['a', 'b'] }),
    next: object({ a: text }, { required: ['a'] }),
    told: ['payload.b field-removed both major'],
    words: [
      'is gone (it was required, string)',
      'Publishers that still send it are refused',
      'subscribers that read it',
    ],
  },
  {
    change: 'an optional field of a closed object is gone',
    old: object({ a: text }),
    next: object({}),
    told: ['payload.a field-removed both major'],
  },
  {
    change: 'a field of an open object is gone',
    old: open({ a: text }, { required: ['a'] }),
    next: open({}),
    told: ['payload.a field-removed subscribers major'],
    words: ['Subscribers that read it cannot count on it any more'],
  },
  {
    change: 'a field of an open object is gone, and what all other keys hold is something else',
    old: object({ a: text }, { additionalProperties: count }),
    next: object({}, { additionalProperties: count }),
    told: ['payload.a field-removed both major'],
  },
  {
    change: 'a field that said nothing is gone from an open object',
    old: open({ a: {} }),
    next: open({}),
    told: ['payload.a field-removed subscribers major'],
  },
  {
    change: 'a required field that said nothing is gone from an open object',
    old: open({ a: {} }, { required: ['a'] }),
    next: open({}),
    told: ['payload.a field-removed subscribers major'],
    words: ['is gone (it was required, anything)'],
  },
  {
    change: 'a field is gone, and all other keys hold the same',
    old: object({ en: text }, { additionalProperties: text }),
    next: object({}, { additionalProperties: text }),
    told: ['payload.en field-removed subscribers major'],
  },
  {
    change: 'a field is gone, and keys of a pattern that it matches hold the same',
    old: object({ x_a: text }, { patternProperties: { '^x_': text } }),
    next: object({}, { patternProperties: { '^x_': text } }),
    told: ['payload.x_a field-removed subscribers major'],
  },
  {
    change: 'a closed object is opened for a field that is gone',
    old: object({ a: text, b: {} }),
    next: open({ a: text }),
    told: ['payload.b field-removed subscribers major', 'payload object-opened nobody minor'],
  },
  {
    change: 'fields become keys of one kind',
    old: object({ en: text, de: text }),
    next: object({}, { additionalProperties: text }),
    told: [
      'payload.en field-removed subscribers major',
      'payload.de field-removed subscribers major',
      'payload object-opened nobody minor',
    ],
  },
  {
    change: 'a required field becomes optional',
    old: a(text),
    next: object({ a: text }),
    told: ['payload.a field-became-optional subscribers major'],
    words: ['is optional; it was required', 'Subscribers that count on it may not get it'],
  },
  {
    change: 'an optional field becomes required',
    old: object({ a: text }),
    next: a(text),
    told: ['payload.a field-became-required publishers major'],
    words: ['Publishers that leave it out are refused'],
  },
  {
    change: 'a key that was only required may be left out',
    old: open({}, { required: ['a'] }),
    next: open({}),
    told: ['payload.a field-became-optional subscribers major'],
  },
  {
    change: 'a closed object has a new optional field',
    old: object({}),
    next: object({ a: text }),
    told: ['payload.a field-added nobody minor'],
    words: ['is new and optional (string)', 'Nobody breaks', 'may be left out'],
  },
  {
    change: 'an open object has a new optional field',
    old: open({}),
    next: open({ a: text }),
    told: ['payload.a field-added nobody minor'],
    words: ['whoever sends this key already, as something else, is refused'],
  },
  {
    change: 'an open object has a new optional field that may hold anything',
    old: open({}),
    next: open({ a: {} }),
    told: ['payload.a field-added nobody minor'],
    words: ['is new and optional (anything). Nobody breaks'],
  },
  {
    change: 'a closed object has a new required field',
    old: object({}),
    next: a(text),
    told: ['payload.a required-field-added publishers major'],
    words: ['is new and required (string)', 'Publishers do not send it yet, and are refused'],
  },
  {
    change: 'an open object has a new required field',
    old: open({}),
    next: open({ a: text }, { required: ['a'] }),
    told: ['payload.a required-field-added publishers major'],
  },
  {
    change: 'a key of which all others like it say something else gets a field',
    old: object({}, { additionalProperties: count }),
    next: object({ a: text }, { additionalProperties: count }),
    told: ['payload.a field-added nobody minor', 'payload.a type-changed both major'],
  },
  {
    change: 'a field cannot be sent any more',
    old: open({ a: text }),
    next: open({ a: false }),
    told: ['payload.a field-removed both major'],
  },
];

const TYPES: readonly Row[] = [
  {
    change: 'a type is another one',
    old: a(text),
    next: a(count),
    told: ['payload.a type-changed both major'],
    words: [
      'is number; it was string',
      'Publishers that send what it no longer allows are refused',
      'subscribers may get',
    ],
  },
  {
    change: 'a type lets null through as well',
    old: a(text),
    next: a({ type: ['string', 'null'] }),
    told: ['payload.a type-widened subscribers major'],
    words: ['is string | null; it was string'],
  },
  {
    change: 'a type no longer lets null through',
    old: a({ type: ['string', 'null'] }),
    next: a(text),
    told: ['payload.a type-narrowed publishers major'],
  },
  {
    change: 'a number must be whole',
    old: a(count),
    next: a({ type: 'integer' }),
    told: ['payload.a type-narrowed publishers major'],
  },
  {
    change: 'a number need not be whole',
    old: a({ type: 'integer' }),
    next: a(count),
    told: ['payload.a type-widened subscribers major'],
  },
  {
    change: 'anything becomes a text',
    old: a({}),
    next: a(text),
    told: ['payload.a type-narrowed publishers major'],
    words: ['it was anything'],
  },
  {
    change: 'a text becomes anything',
    old: a(text),
    next: a(true),
    told: ['payload.a type-widened subscribers major'],
  },
  {
    change: 'a whole payload that was nothing is an object',
    old: false,
    next: open({}),
    told: ['payload type-widened subscribers major'],
    words: ['it was nothing'],
  },
];

const VALUES: readonly Row[] = [
  {
    change: 'an enum has a new value',
    old: a({ enum: ['x', 'y'] }),
    next: a({ enum: ['x', 'y', 'z'] }),
    told: ['payload.a enum-widened subscribers major'],
    words: ['now allows "z"'],
  },
  {
    change: 'an enum has lost a value',
    old: a({ enum: ['x', 'y'] }),
    next: a({ enum: ['y'] }),
    told: ['payload.a enum-narrowed publishers major'],
    words: ['no longer allows "x"'],
  },
  {
    change: 'an enum has one value for another',
    old: a({ enum: ['x', 1] }),
    next: a({ enum: ['x', 2] }),
    told: ['payload.a enum-changed both major'],
  },
  {
    change: 'an enum is in another order',
    old: a({ enum: ['x', 1, null] }),
    next: a({ enum: [null, 1, 'x'] }),
    told: [],
  },
  { change: 'a const is an enum of one', old: a({ const: 'x' }), next: a({ enum: ['x'] }), told: [] },
  {
    change: 'an enum lets null through',
    old: a({ enum: ['x'] }),
    next: a({ enum: ['x', null] }),
    told: ['payload.a type-widened subscribers major'],
  },
  {
    change: 'a text becomes an enum',
    old: a(text),
    next: a({ enum: ['x'] }),
    told: ['payload.a enum-narrowed publishers major'],
    words: ['allows only "x"'],
  },
  {
    change: 'an enum becomes any text',
    old: a({ enum: ['x'] }),
    next: a(text),
    told: ['payload.a enum-widened subscribers major'],
  },
  {
    change: 'an enum becomes a text that has no room for a value of it',
    old: a({ enum: ['x', 'long'] }),
    next: a({ type: 'string', maxLength: 2 }),
    told: ['payload.a enum-changed both major'],
    words: ['no longer allows "long"'],
  },
  {
    change: 'an enum becomes a pattern that its values fit',
    old: a({ enum: ['EUR', 'USD'] }),
    next: a({ type: 'string', pattern: '^[A-Z]{3}$' }),
    told: ['payload.a enum-widened subscribers major'],
    words: ['allows other values than those that were named. Subscribers'],
  },
  {
    change: 'an enum becomes a pattern that some of its values do not fit',
    old: a({ enum: ['EUR', 'Euro'] }),
    next: a({ type: 'string', pattern: '^[A-Z]{3}$' }),
    told: ['payload.a enum-changed both major'],
    words: ['no longer allows "Euro"'],
  },
  {
    change: 'a pattern becomes an enum of values that fit it',
    old: a({ type: 'string', pattern: '^[A-Z]{3}$' }),
    next: a({ enum: ['EUR', 'USD'] }),
    told: ['payload.a enum-narrowed publishers major'],
  },
  {
    change: 'an enum becomes the multiples of a number',
    old: a({ enum: [2, 4] }),
    next: a({ type: 'number', multipleOf: 2 }),
    told: ['payload.a enum-widened subscribers major'],
  },
  {
    change: 'an enum becomes a format that its values fit',
    old: a({ enum: ['2026-11-25'] }),
    next: a({ type: 'string', format: 'date' }),
    told: ['payload.a enum-widened subscribers major'],
  },
  {
    change: 'a boolean is always true',
    old: a({ type: 'boolean' }),
    next: a({ const: true }),
    told: ['payload.a enum-narrowed publishers major'],
  },
  {
    change: 'true and false are all that a boolean is',
    old: a({ type: 'boolean' }),
    next: a({ enum: [false, true] }),
    told: [],
  },
];

const bound = (keyword: string, value: number, type: string) => a({ type, [keyword]: value });
const BOUNDS: readonly Row[] = [
  ...[
    { keyword: 'minLength', type: 'string', less: 1, more: 2 },
    { keyword: 'minimum', type: 'number', less: 1, more: 2 },
    { keyword: 'exclusiveMinimum', type: 'number', less: 1, more: 2 },
    { keyword: 'minItems', type: 'array', less: 1, more: 2 },
    { keyword: 'minProperties', type: 'object', less: 1, more: 2 },
    { keyword: 'maxLength', type: 'string', less: 3, more: 2 },
    { keyword: 'maximum', type: 'number', less: 3, more: 2 },
    { keyword: 'exclusiveMaximum', type: 'number', less: 3, more: 2 },
    { keyword: 'maxItems', type: 'array', less: 3, more: 2 },
    { keyword: 'maxProperties', type: 'object', less: 3, more: 2 },
  ].flatMap(({ keyword, type, less, more }): Row[] => [
    {
      change: `${keyword} is stricter`,
      old: bound(keyword, less, type),
      next: bound(keyword, more, type),
      told: ['payload.a bound-tightened publishers major'],
      words: [`is bound by ${keyword} ${more}; it was ${keyword} ${less}`],
    },
    {
      change: `${keyword} is less strict`,
      old: bound(keyword, more, type),
      next: bound(keyword, less, type),
      told: ['payload.a bound-loosened subscribers major'],
    },
    {
      change: `${keyword} is new`,
      old: a({ type }),
      next: bound(keyword, more, type),
      told: ['payload.a bound-tightened publishers major'],
      words: [`has a new bound, ${keyword} ${more}`],
    },
    {
      change: `${keyword} is gone`,
      old: bound(keyword, more, type),
      next: a({ type }),
      told: ['payload.a bound-loosened subscribers major'],
      words: [`has lost its bound, ${keyword} ${more}`],
    },
  ]),
  {
    change: 'minimum becomes exclusiveMinimum',
    old: bound('minimum', 0, 'number'),
    next: bound('exclusiveMinimum', 0, 'number'),
    told: ['payload.a bound-tightened publishers major'],
  },
  {
    change: 'a whole number is bound in other words',
    old: bound('exclusiveMinimum', 0, 'integer'),
    next: bound('minimum', 1, 'integer'),
    told: [],
  },
  {
    change: 'a whole number is bound in other words above',
    old: bound('exclusiveMaximum', 5, 'integer'),
    next: bound('maximum', 4, 'integer'),
    told: [],
  },
  { change: 'minLength 0 is written out', old: a(text), next: bound('minLength', 0, 'string'), told: [] },
];

const RULES: readonly Row[] = [
  {
    change: 'a pattern is new',
    old: a(text),
    next: a({ ...text, pattern: '^x' }),
    told: ['payload.a rule-added publishers major'],
    words: ['has a new rule: pattern "^x"'],
  },
  {
    change: 'a pattern is gone',
    old: a({ ...text, pattern: '^x' }),
    next: a(text),
    told: ['payload.a rule-removed subscribers major'],
  },
  {
    change: 'a pattern is another one',
    old: a({ ...text, pattern: '^x' }),
    next: a({ ...text, pattern: '^y' }),
    told: ['payload.a rule-changed both major'],
    words: ['pattern "^y"; it was pattern "^x"', 'cannot be decided'],
  },
  {
    change: 'a format is new',
    old: a(text),
    next: a({ ...text, format: 'uuid' }),
    told: ['payload.a rule-added publishers major'],
  },
  {
    change: 'a format that nothing checks is new',
    old: a(text),
    next: a({ ...text, format: 'shoe-size' }),
    told: ['payload.a words-changed nobody patch'],
  },
  ...['password', 'binary'].flatMap((format): Row[] => [
    {
      change: `a format that everything fits, ${format}, is new`,
      old: a(text),
      next: a({ ...text, format }),
      told: ['payload.a words-changed nobody patch'],
    },
    {
      change: `a format that everything fits, ${format}, is gone`,
      old: a({ ...text, format }),
      next: a(text),
      told: ['payload.a words-changed nobody patch'],
    },
  ]),
  {
    change: 'a format of numbers is new',
    old: a({ type: 'integer' }),
    next: a({ type: 'integer', format: 'int32' }),
    told: ['payload.a rule-added publishers major'],
  },
  {
    change: 'multipleOf is a multiple',
    old: bound('multipleOf', 2, 'number'),
    next: bound('multipleOf', 4, 'number'),
    told: ['payload.a rule-changed publishers major'],
  },
  {
    change: 'multipleOf is a divisor',
    old: bound('multipleOf', 4, 'number'),
    next: bound('multipleOf', 2, 'number'),
    told: ['payload.a rule-changed subscribers major'],
  },
  {
    change: 'multipleOf is another fraction',
    old: bound('multipleOf', 0.2, 'number'),
    next: bound('multipleOf', 0.1, 'number'),
    told: ['payload.a rule-changed both major'],
  },
  {
    change: 'items must differ',
    old: a({ type: 'array' }),
    next: a({ type: 'array', uniqueItems: true }),
    told: ['payload.a rule-added publishers major'],
  },
  {
    change: 'something is ruled out',
    old: a(text),
    next: a({ ...text, not: { const: 'x' } }),
    told: ['payload.a rule-added publishers major'],
  },
  {
    change: 'what `contains` wants is something else',
    old: a({ type: 'array', contains: text }),
    next: a({ type: 'array', contains: count }),
    told: ['payload.a rule-changed both major'],
  },
  {
    change: 'what a condition demands is something else',
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
    old: object({ a: text, b: text }, { if: { required: ['a'] }, then: { required: ['b'] } }),
    next: object({ a: text, b: text }, { if: { required: ['a'] } }),
    told: ['payload rule-changed both major'],
  },
  {
    change: 'one key demands another',
    old: object({ a: text, b: text }),
    next: object({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
    told: ['payload rule-added publishers major'],
  },
];

const OBJECTS: readonly Row[] = [
  {
    change: 'a closed object is opened',
    old: object({ a: text }),
    next: open({ a: text }),
    told: ['payload object-opened nobody minor'],
    words: ['ignore keys that they do not know'],
  },
  {
    change: 'a closed object is opened for some values',
    old: object({}),
    next: object({}, { additionalProperties: text }),
    told: ['payload object-opened nobody minor'],
  },
  {
    change: 'an open object is closed',
    old: open({ a: text }),
    next: object({ a: text }),
    told: ['payload object-closed publishers major'],
  },
  {
    change: 'an object is closed by unevaluatedProperties',
    old: open({ a: text }),
    next: open({ a: text }, { unevaluatedProperties: false }),
    told: ['payload object-closed publishers major'],
  },
  {
    change: 'all other keys hold something else',
    old: object({}, { additionalProperties: text }),
    next: object({}, { additionalProperties: { type: ['string', 'null'] } }),
    told: ['payload.* type-widened subscribers major'],
  },
  {
    change: 'all other keys hold less',
    old: open({}),
    next: object({}, { additionalProperties: text }),
    told: ['payload.* type-narrowed publishers major'],
  },
  {
    change: 'keys of a pattern are new',
    old: object({}),
    next: object({}, { patternProperties: { '^x-': text } }),
    told: ['payload./^x-/ pattern-keys-added nobody minor'],
  },
  {
    change: 'keys of a pattern are gone',
    old: object({}, { patternProperties: { '^x-': text } }),
    next: object({}),
    told: ['payload./^x-/ pattern-keys-removed both major'],
  },
  {
    change: 'keys of a pattern are gone from an open object',
    old: open({}, { patternProperties: { '^x-': text } }),
    next: open({}),
    told: ['payload./^x-/ pattern-keys-removed subscribers major'],
  },
  {
    change: 'keys of a pattern that said nothing are gone from an open object',
    old: open({}, { patternProperties: { '^x-': {} } }),
    next: open({}),
    told: ['payload./^x-/ pattern-keys-removed subscribers major'],
  },
  {
    change: 'keys of a pattern are new in an open object',
    old: open({}),
    next: open({}, { patternProperties: { '^x-': text } }),
    told: ['payload./^x-/ pattern-keys-added publishers major'],
  },
  {
    change: 'keys of a pattern are those of another one that may match the same',
    old: object({}, { patternProperties: { '^x-': text } }),
    next: object({}, { patternProperties: { '^[xy]-': text } }),
    told: ['payload./^x-/ undecided both major'],
    words: ['are written as another pattern, /^[xy]-/, and hold the same', 'Publishers may be refused'],
  },
  {
    change: 'keys of a pattern hold something else',
    old: object({}, { patternProperties: { '^x-': text } }),
    next: object({}, { patternProperties: { '^x-': count } }),
    told: ['payload./^x-/ type-changed both major'],
  },
  {
    change: 'keys of a second pattern that begin otherwise are new',
    old: object({}, { patternProperties: { '^x-': text } }),
    next: object({}, { patternProperties: { '^x-': text, '^y-': count } }),
    told: ['payload./^y-/ pattern-keys-added nobody minor'],
  },
  {
    change: 'keys of a pattern are left to one that says less of some of them',
    old: object({}, { patternProperties: { '^x': text, z$: true }, additionalProperties: text }),
    next: object({}, { patternProperties: { z$: true }, additionalProperties: text }),
    told: ['payload./^x/ pattern-keys-removed subscribers major'],
  },
  {
    change: 'keys of a second pattern that may be those of the first are new',
    old: object({}, { patternProperties: { '^x-': text } }),
    next: object({}, { patternProperties: { '^x-': text, '-y$': count } }),
    told: ['payload./-y$/ pattern-keys-added both major'],
  },
];

const list = (more: Record<string, unknown>) => a({ type: 'array', ...more });
const LISTS: readonly Row[] = [
  {
    change: 'items are something else',
    old: list({ items: text }),
    next: list({ items: count }),
    told: ['payload.a[] type-changed both major'],
  },
  {
    change: 'a field of items is something else',
    old: list({ items: object({ price: count }) }),
    next: list({ items: object({ price: text }) }),
    told: ['payload.a[].price type-changed both major'],
  },
  {
    change: 'a tuple that ends has an item more',
    old: list({ prefixItems: [text], items: false }),
    next: list({ prefixItems: [text, count], items: false }),
    told: ['payload.a[1] item-added subscribers major'],
    words: ['may get longer arrays'],
  },
  {
    change: 'a tuple that ends has an item less',
    old: list({ prefixItems: [text, count], items: false }),
    next: list({ prefixItems: [text], items: false }),
    told: ['payload.a[1] item-removed publishers major'],
  },
  {
    change: 'a tuple that goes on says more of its second item',
    old: list({ prefixItems: [text] }),
    next: list({ prefixItems: [text, count] }),
    told: ['payload.a[1] type-narrowed publishers major'],
  },
  {
    change: 'an item of a tuple must be there',
    old: list({ prefixItems: [text], items: false }),
    next: list({ prefixItems: [text], items: false, minItems: 1 }),
    told: ['payload.a bound-tightened publishers major'],
  },
  {
    change: 'a tuple ends',
    old: list({ prefixItems: [text] }),
    next: list({ prefixItems: [text], items: false }),
    told: ['payload.a list-closed publishers major'],
  },
  {
    change: 'a tuple goes on',
    old: list({ prefixItems: [text], items: false }),
    next: list({ prefixItems: [text] }),
    told: ['payload.a list-opened subscribers major'],
  },
  {
    change: 'items that are counted become a tuple',
    old: list({ items: count, minItems: 2, maxItems: 2 }),
    next: list({ prefixItems: [count, count], items: false, minItems: 2 }),
    told: [],
  },
  {
    change: 'items that are counted become a tuple with one more',
    old: list({ items: count, maxItems: 2 }),
    next: list({ prefixItems: [count, count, count], items: false }),
    told: ['payload.a[2] item-added subscribers major'],
  },
  {
    change: 'items that are counted become a tuple with one less',
    old: list({ items: count, maxItems: 2 }),
    next: list({ prefixItems: [count], items: false }),
    told: ['payload.a list-closed publishers major'],
    words: ['ends with its item 1: further ones were allowed'],
  },
  {
    change: 'a tuple ends in other words',
    old: list({ prefixItems: [text], items: false }),
    next: list({ prefixItems: [text], maxItems: 1 }),
    told: [],
  },
];

const card = object({ type: { const: 'card' }, number: text }, { required: ['type'] });
const cash = object({ type: { const: 'cash' } }, { required: ['type'] });
const FORMS: readonly Row[] = [
  {
    change: 'a form is new',
    old: a({ oneOf: [card] }),
    next: a({ oneOf: [cash, card] }),
    told: ['payload.a form-added subscribers major'],
    words: ['has a new form: type is "cash"'],
  },
  {
    change: 'a form is gone',
    old: a({ oneOf: [cash, card] }),
    next: a({ oneOf: [card] }),
    told: ['payload.a form-removed publishers major'],
  },
  {
    change: 'a field of one form is something else',
    old: a({ oneOf: [card, cash] }),
    next: a({ oneOf: [cash, object({ type: { const: 'card' }, number: count }, { required: ['type'] })] }),
    told: ['payload.a.number type-changed both major'],
    words: ['payload.a.number (where type is "card") is number; it was string'],
  },
  { change: 'forms change places', old: a({ oneOf: [card, cash] }), next: a({ oneOf: [cash, card] }), told: [] },
  {
    change: 'forms that nothing tells apart change in a field',
    old: a({ anyOf: [object({ x: text, y: text }), object({ v: text, w: text })] }),
    next: a({ anyOf: [object({ v: text, w: text }), object({ x: text, y: count })] }),
    told: ['payload.a.y type-changed both major'],
  },
  {
    change: 'an array may come for an object',
    old: a(card),
    next: a({ anyOf: [card, { type: 'array' }] }),
    told: ['payload.a type-widened subscribers major'],
  },
  {
    change: 'a text has a second form',
    old: a({ ...text, pattern: '^x' }),
    next: a({
      anyOf: [
        { ...text, pattern: '^x' },
        { ...text, pattern: '^y' },
      ],
    }),
    told: ['payload.a form-added subscribers major'],
  },
  {
    change: 'a form that another one includes is gone',
    old: a({ anyOf: [text, { ...text, pattern: '^y' }] }),
    next: a(text),
    told: [],
  },
  {
    change: 'one of two branches that may not both fit is narrower',
    old: a({ oneOf: [count, { type: 'integer' }] }),
    next: a({ oneOf: [count, { type: 'integer', minimum: 5 }] }),
    told: ['payload.a rule-changed both major', 'payload.a bound-tightened publishers major'],
  },
];

const ways = (...types: string[]) => object({ type: { enum: types }, number: text }, { required: ['type'] });
const SPLIT: readonly Row[] = [
  {
    change: 'a form is split by its values',
    old: a(ways('card', 'giro')),
    next: a({ oneOf: [ways('giro'), card] }),
    told: [],
  },
  {
    change: 'two forms are made one',
    old: a({ oneOf: [ways('giro'), card] }),
    next: a(ways('card', 'giro')),
    told: [],
  },
  {
    change: 'a form is split by its values, and one part has another type',
    old: a({ oneOf: [ways('card', 'giro'), cash] }),
    next: a({ oneOf: [card, object({ type: { const: 'giro' }, number: count }, { required: ['type'] }), cash] }),
    told: ['payload.a.number type-changed both major'],
    words: ['(where type is "giro") is number'],
  },
  {
    change: 'a form with several values has one more and one less',
    old: a({ oneOf: [ways('card', 'giro'), cash] }),
    next: a({ oneOf: [ways('card', 'wire'), cash] }),
    told: ['payload.a form-removed publishers major', 'payload.a form-added subscribers major'],
    words: ['has lost a form: type is "giro"'],
  },
  {
    change: 'one of two keys must be there',
    old: object({ a: text, b: text }),
    next: object({ a: text, b: text }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    told: ['payload form-removed publishers major'],
    words: [
      'payload has 2 forms where it had one. In one of them payload.a is required; it was optional.',
      'In another one payload.b is required; it was optional. Publishers that send what it no longer allows',
    ],
  },
];

const NEW_KEYS: readonly Row[] = [
  ...[false, true].map((isRequired): Row => ({
    change: `a second form has a key more, which is ${isRequired ? 'required' : 'optional'}`,
    old: a({ anyOf: [object({ x: text })] }),
    next: a({ anyOf: [object({ x: text }), object({ x: text, y: text }, { required: isRequired ? ['y'] : [] })] }),
    told: ['payload.a form-added nobody minor'],
    words: ['has a new form: an object with x, y. Nobody breaks', 'ignore keys that they do not know'],
  })),
  {
    change: 'a second form is open',
    old: a({ anyOf: [object({ x: text })] }),
    next: a({ anyOf: [object({ x: text }), open({ x: text })] }),
    told: ['payload.a form-added nobody minor'],
  },
  {
    change: 'a whole payload has a second form with a key of one value',
    old: object({ x: text }),
    next: { anyOf: [object({ x: text }), object({ x: text, v: { const: 2 } }, { required: ['v'] })] },
    told: ['payload form-added nobody minor'],
  },
  {
    change: 'a second form with the same value that tells forms apart has a key more',
    old: a({ anyOf: [card] }),
    next: a({
      anyOf: [card, object({ type: { const: 'card' }, number: text, b: text }, { required: ['type', 'b'] })],
    }),
    told: ['payload.a form-added nobody minor'],
  },
  {
    change: 'an array has a second form whose items have a key more',
    old: a({ anyOf: [{ type: 'array', items: object({ x: text }) }] }),
    next: a({ anyOf: ['x', 'y'].map((name) => ({ type: 'array', items: object({ x: text, [name]: text }) })) }),
    told: ['payload.a form-added nobody minor'],
  },
  {
    change: 'a form with a field that no other one has is gone',
    old: a({ anyOf: [open({ x: text }), open({ x: text, y: text })] }),
    next: a({ anyOf: [open({ x: text })] }),
    told: ['payload.a form-removed subscribers major'],
    words: ['has lost a form: an object with x, y', 'Subscribers that read what only it had'],
  },
  {
    change: 'a form is gone that let through any value of what another one has a field for',
    old: a({ anyOf: [open({ x: text }), open({ x: text, y: text })] }),
    next: a({ anyOf: [open({ x: text, y: text })] }),
    told: ['payload.a form-removed publishers major'],
  },
  {
    change: 'a form is gone that another one includes but for a key that it could not have',
    old: a({ anyOf: [object({ x: text }), object({ x: text, y: text })] }),
    next: a({ anyOf: [object({ x: text, y: text })] }),
    told: [],
  },
];

const asText = object({ x: text, v: text }, { required: ['x'] });
const asCount = object({ y: count }, { required: ['y'] });
const optionalCard = object({ kind: { const: 'card' }, n: text });
const optionalCash = object({ kind: { const: 'cash' }, m: text });
const KNOWN: readonly Row[] = [
  {
    change: 'a form may have a key of another one, and what tells them apart need not be there',
    old: a({ anyOf: [optionalCard, optionalCash] }),
    next: a({ anyOf: [object({ kind: { const: 'card' }, n: text, m: { type: 'integer' } }), optionalCash] }),
    told: ['payload.a.m field-added subscribers major'],
    words: ['payload.a.m (where kind is "card")'],
  },
  {
    change: 'a form is opened, and what tells it from another one need not be there',
    old: a({ anyOf: [optionalCard, optionalCash] }),
    next: a({ anyOf: [open({ kind: { const: 'card' }, n: text }), optionalCash] }),
    told: ['payload.a object-opened subscribers major'],
  },
  {
    change: 'a form may have a key that another form has, as something else',
    old: a({ anyOf: [asText, asCount] }),
    next: a({ anyOf: [asText, object({ y: count, v: count }, { required: ['y'] })] }),
    told: ['payload.a.v field-added subscribers major'],
  },
  {
    change: 'a form may have a key that nothing but another form had',
    old: a({ anyOf: [asText, asCount] }),
    next: a({ anyOf: [asText, object({ y: count, v: text }, { required: ['y'] })] }),
    told: ['payload.a.v field-added subscribers major'],
  },
  {
    change: 'a form is opened, and may have what only another form had',
    old: a({ anyOf: [asText, asCount] }),
    next: a({ anyOf: [asText, open({ y: count }, { required: ['y'] })] }),
    told: ['payload.a object-opened subscribers major'],
  },
  {
    change: 'a form may have a key that no other form had',
    old: a({ anyOf: [asText, asCount] }),
    next: a({ anyOf: [asText, object({ y: count, w: text }, { required: ['y'] })] }),
    told: ['payload.a.w field-added nobody minor'],
  },
  {
    change: 'a form is opened that a field tells apart',
    old: a({ oneOf: [card, cash] }),
    next: a({ oneOf: [card, open({ type: { const: 'cash' } }, { required: ['type'] })] }),
    told: ['payload.a object-opened nobody minor'],
  },
];

const WORDS: readonly Row[] = [
  ...[
    ...['title', 'description', '$comment'].map((keyword) => ({ keyword, one: 'one', other: 'two' })),
    ...['deprecated', 'readOnly', 'writeOnly'].map((keyword) => ({ keyword, one: true, other: false })),
    ...['examples', 'default', 'x-unknown'].map((keyword) => ({ keyword, one: ['one'], other: ['two'] })),
  ].map(({ keyword, one, other }): Row => ({
    change: `'${keyword}' is another one`,
    old: a({ ...text, [keyword]: one }),
    next: a({ ...text, [keyword]: other }),
    told: ['payload.a words-changed nobody patch'],
    words: [`payload.a has other words: ${keyword}`],
  })),
  ...['if', 'not', 'contains', 'propertyNames', 'dependentSchemas'].map((keyword): Row => {
    const described = (description: string) => {
      const schema = { const: 'x', description };
      return a({ [keyword]: keyword === 'dependentSchemas' ? { b: schema } : schema });
    };
    const inner = { contains: '[]', propertyNames: '.*' }[keyword] ?? '';
    return {
      change: `words in '${keyword}' are others`,
      old: described('Old.'),
      next: described('New.'),
      told: [`payload.a${inner} words-changed nobody patch`],
    };
  }),
  {
    change: 'words come with a new field',
    old: object({}),
    next: object({ a: { ...text, description: 'New.' } }),
    told: ['payload.a field-added nobody minor'],
  },
  {
    change: 'words go with a field',
    old: open({ a: { description: 'Old.' } }),
    next: open({}),
    told: ['payload.a field-removed subscribers major'],
  },
];

const rows = [
  ...FIELDS,
  ...TYPES,
  ...VALUES,
  ...BOUNDS,
  ...RULES,
  ...OBJECTS,
  ...LISTS,
  ...FORMS,
  ...SPLIT,
  ...NEW_KEYS,
  ...KNOWN,
  ...WORDS,
];

describe('of a payload, when', () => {
  it.each(rows.map((row) => [row.change, row] as const))('%s', (_, { old, next, told, words = [] }) => {
    const changes = changesBetween(old, next);
    expect(changes.map(({ path, code, breaks, bump }) => `${path} ${code} ${breaks} ${bump}`)).toEqual(told);
    let rest = changes[0]?.message ?? '';
    for (const part of words) {
      expect(rest).toContain(part);
      rest = rest.slice(rest.indexOf(part) + part.length);
    }
  });
});
