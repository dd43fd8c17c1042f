import { types } from 'node:util';
import { messageOf } from '../../errors/thrown-value.js';
import { appendToPointer } from '../json-pointer.js';
import { LossyValue } from './lossy-value.js';
import type { PayloadSnapshot } from './payload-snapshot.js';

/** Where the copying is: the objects around the one being copied, innermost first. */
interface Place {
  readonly source: object;
  readonly key: string | number;
  readonly outer: Place | undefined;
}

/**
 * Copies a payload as `JSON.parse(JSON.stringify(payload))` would (ECMA-262, 25.5.2), deeply frozen, and refuses what
 * that would lose or mangle instead of losing it. Nothing of the original is in the copy, so that a getter that answers
 * differently the next time makes no difference any more.
 *
 * Like JSON it leaves out keys whose value is `undefined`, symbol keys and properties that are not enumerable.
 *
 * This is what a payload's copy is; {@link compileSnapshot} makes the same of most payloads sooner.
 *
 * @returns the copy, or a {@link LossyValue}; it never throws
 */
export const jsonSnapshot: PayloadSnapshot = (payload) => {
  try {
    const value = toJson(payload, '');
    return value === undefined ? new LossyValue('', 'is undefined') : copy(value, '', undefined);
  } catch (error) {
    if (LossyValue.is(error)) return error;
    return new LossyValue('', `cannot be read: ${messageOf(error)}`);
  }
};

/**
 * Copies a value inside a payload in the same way, for code that copies the objects around it.
 *
 * @returns the copy, or `undefined` for what JSON leaves out
 * @throws LossyValue whose path begins at the value, or anything else: whether the payload can be carried, and what is wrong
 *   with it, {@link jsonSnapshot} says
 */
export function copyValue(value: unknown, key: string | number): unknown {
  const json = toJson(value, key);
  return json === undefined ? undefined : copy(json, key, undefined);
}

/**
 * Copies one property in the same way, for code that copies the object around it.
 *
 * @param target takes the copy, unless JSON leaves it out
 * @param source the object whose property it is, for what is not to be taken for a record
 * @throws as {@link copyValue}
 */
export function copyProperty(target: object, key: string, value: unknown, source: object): void {
  // A list or a boxed text that was given the prototype of plain objects shows by keys that no schema names.
  if (Array.isArray(source) || types.isBoxedPrimitive(source)) throw new LossyValue('', 'is no record');
  const copied = copyValue(value, key);
  if (copied !== undefined) setProperty(target as Record<string, unknown>, key, copied);
}

function copy(value: unknown, key: string | number, outer: Place | undefined): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new LossyValue(pathOf(key, outer), `is ${value}, which JSON does not have`);
      // JSON has no -0: adding 0 makes it 0 and leaves every other number alone.
      return value + 0;
    case 'object':
      return value === null ? null : copyObject(value, { source: value, key, outer });
    default:
      throw new LossyValue(pathOf(key, outer), `is a ${typeof value}, which JSON does not have`);
  }
}

function copyObject(source: object, place: Place): unknown {
  try {
    if (isAmongOuter(place)) throw lossy(place, 'holds itself');
    if (Array.isArray(source)) return copyList(source, place);
    if (types.isBoxedPrimitive(source)) return copy(unboxed(source), place.key, place.outer);
    return copyRecord(source as Record<string, unknown>, place);
  } catch (error) {
    // A proxy can throw at any of these steps, and too deep a nesting runs out of stack.
    throw LossyValue.is(error) ? error : lossy(place, `cannot be read: ${messageOf(error)}`);
  }
}

function copyList(source: readonly unknown[], place: Place): readonly unknown[] {
  const target: unknown[] = [];
  const { length } = source;
  for (let index = 0; index < length; index++) {
    const value = read(source, index, place);
    if (value === undefined) throw new LossyValue(pathOf(index, place), 'is undefined in a list: JSON would say null');
    target.push(copy(value, index, place));
  }
  return Object.freeze(target);
}

function copyRecord(source: Record<string, unknown>, place: Place): object {
  const keys = Object.keys(source);
  const builtIn = builtInName(source, keys.length === 0);
  if (builtIn !== undefined) throw lossy(place, `is a built-in ${builtIn}, which JSON would empty`);
  const target: Record<string, unknown> = {};
  for (const key of keys) {
    const value = read(source, key, place);
    if (value === undefined) continue;
    setProperty(target, key, copy(value, key, place));
  }
  return Object.freeze(target);
}

function setProperty(target: Record<string, unknown>, key: string, value: unknown): void {
  // An assignment to `__proto__` would set the prototype, and one to any key of a frozen Object.prototype throws.
  if (key in Object.prototype) Object.defineProperty(target, key, { value, enumerable: true });
  else target[key] = value;
}

function read(source: object, key: string | number, place: Place): unknown {
  try {
    return toJson((source as Record<string | number, unknown>)[key], key);
  } catch (error) {
    throw new LossyValue(pathOf(key, place), `cannot be read: ${messageOf(error)}`);
  }
}

/** What `toJSON` makes of a value. A BigInt's is not asked: what somebody gave its prototype is no part of the value. */
function toJson(value: unknown, key: string | number): unknown {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return value;
  const method: unknown = Reflect.get(value, 'toJSON');
  return typeof method === 'function' && !types.isBigIntObject(value)
    ? (Reflect.apply(method, value, [String(key)]) as unknown)
    : value;
}

function unboxed(source: object): unknown {
  if (types.isNumberObject(source)) return Number(source);
  if (types.isStringObject(source)) return String(source);
  if (types.isBooleanObject(source)) return Boolean.prototype.valueOf.call(source);
  return types.isBigIntObject(source) ? BigInt.prototype.valueOf.call(source) : Symbol.prototype.valueOf.call(source);
}

// These look at what an object is, wherever it comes from: another realm (vm, Jest) has other prototypes.
const BUILT_INS: readonly (readonly [name: string, is: (value: object) => boolean])[] = [
  ['Map', types.isMap],
  ['Set', types.isSet],
  ['Promise', types.isPromise],
  ['Error', types.isNativeError],
  ['RegExp', types.isRegExp],
  ['typed array', types.isArrayBufferView],
];

/** The name of a built-in whose content JSON does not see; `undefined` for plain objects and instances of classes. */
function builtInName(source: object, isEmpty: boolean): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(source);
  // What has keys and a plain prototype is a plain object; asking further would cost more than copying it.
  if (!isEmpty && (prototype === Object.prototype || prototype === null)) return undefined;
  return BUILT_INS.find(([, is]) => is(source))?.[0] ?? (isEmpty ? builtInTag(source) : undefined);
}

const MAX_PROTOTYPES = 100;

/**
 * What the language and the platform call an object that shows no keys (Promise, WeakRef, Headers, an iterator …). Their
 * tags cannot be written to; those that classes of applications have can.
 */
function builtInTag(source: object): string | undefined {
  let holder: unknown = source;
  // A proxy may say that it is its own prototype.
  for (let steps = 0; holder !== null && steps < MAX_PROTOTYPES; steps++, holder = Object.getPrototypeOf(holder)) {
    const tag = Object.getOwnPropertyDescriptor(holder, Symbol.toStringTag);
    if (tag) return tag.writable === false ? String(tag.value) : undefined;
  }
  return undefined;
}

function isAmongOuter({ source, outer }: Place): boolean {
  for (let place = outer; place !== undefined; place = place.outer) {
    if (place.source === source) return true;
  }
  return false;
}

function lossy({ key, outer }: Place, reason: string): LossyValue {
  return new LossyValue(pathOf(key, outer), reason);
}

function pathOf(key: string | number, outer: Place | undefined): string {
  return outer === undefined ? '' : appendToPointer(pathOf(outer.key, outer.outer), key);
}
