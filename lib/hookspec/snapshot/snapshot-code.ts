import type { ListShape, PayloadShape, RecordShape, ScalarShape } from './payload-shape.js';

/** Past so many keys, each is looked for longer than it takes to copy it without being known. */
const MAX_KEYS = 64;
/** Past so many objects and lists the code becomes longer than it is worth. */
const MAX_FUNCTIONS = 64;

/** Plain text that is used as an index goes elsewhere in an object than other keys. */
const INDEX = /^\d+$/;

/**
 * Writes JavaScript that copies payloads of a shape: the body of a function that is given `parts` (a `SnapshotParts`) and
 * returns a `PayloadSnapshot`.
 *
 * It copies what looks as the shape says, and hands over the rest, value by value, to the code that copies anything. When
 * something throws, the payload is copied once more by that code alone, which knows the path and the reason.
 *
 * @returns `undefined` when the shape says nothing that would help
 */
export function snapshotCode(shape: PayloadShape): string | undefined {
  if (!isCompound(shape) || saysNothing(shape)) return undefined;
  return new SnapshotWriter().write(shape);
}

class SnapshotWriter {
  private readonly names = new Map<RecordShape | ListShape, string>();
  private readonly functions: string[] = [];

  write(shape: RecordShape | ListShape): string {
    const root = this.functionFor(shape);
    return [
      `'use strict';`,
      'const { jsonSnapshot, copyValue, copyProperty, isBoxedPrimitive } = parts;',
      'const { freeze, getPrototypeOf, prototype } = Object;',
      'const { isArray } = Array;',
      'const { isFinite } = Number;',
      ...this.functions,
      'return function snapshot(payload) {',
      '  try {',
      `    const copied = ${root}(payload, '');`,
      '    if (copied !== undefined) return copied;',
      '  } catch {}',
      '  return jsonSnapshot(payload);',
      '};',
    ].join('\n');
  }

  /** The name of the function that copies values of a shape; it is written if it is not yet. */
  private functionFor(shape: RecordShape | ListShape): string {
    const known = this.names.get(shape);
    if (known !== undefined) return known;
    if (this.names.size === MAX_FUNCTIONS || saysNothing(shape)) return 'copyValue';
    const name = `copy${this.names.size}`;
    this.names.set(shape, name);
    const code = shape.is === 'record' ? this.recordFunction(shape, name) : this.listFunction(shape, name);
    this.functions.push(code);
    return name;
  }

  private recordFunction({ properties }: RecordShape, name: string): string {
    const known = [...properties].filter(([key]) => !(key in Object.prototype) && !INDEX.test(key)).slice(0, MAX_KEYS);
    const type = name.replace('copy', 'Record');
    const fields = known.map(([key]) => `this[${JSON.stringify(key)}] =`).join(' ');
    return [
      // An object that is made by a function has room for the properties which that function seems to give it; a literal {}
      // has room for four, and the next ones move to a store of their own. With this prototype it is as plain as a literal.
      `function ${type}(everything) { if (everything) ${fields} undefined; }`,
      `${type}.prototype = prototype;`,
      `function ${name}(source, key) {`,
      `  if (${IS_NOT_PLAIN}) return copyValue(source, key);`,
      // What somebody has added to all objects is no part of this one, and would be listed below.
      '  for (const _ in prototype) return copyValue(source, key);',
      `  const target = new ${type}(false);`,
      '  let isEmpty = true;',
      '  for (const key in source) {',
      '    isEmpty = false;',
      // Read under the name that the code knows, for which V8 remembers where it lies, and not by the one that the loop gives.
      '    switch (key) {',
      ...known.map(([key, shape]) => `      ${this.caseOf(key, shape)}`),
      '      default: copyProperty(target, key, source[key], source);',
      '    }',
      '  }',
      // It may be a built-in whose content shows no keys.
      '  return isEmpty ? copyValue(source, key) : freeze(target);',
      '}',
    ].join('\n');
  }

  private caseOf(key: string, shape: PayloadShape): string {
    const name = JSON.stringify(key);
    const read = `case ${name}: { const value = source[${name}];`;
    const set = `target[${name}] = `;
    if (isCompound(shape)) {
      const copy = `const copied = ${this.functionFor(shape)}(value, ${name});`;
      return `${read} ${copy} if (copied !== undefined) ${set}copied; break; }`;
    }
    const otherwise = `copyProperty(target, ${name}, value, source)`;
    if (shape === undefined) return `${read} ${otherwise}; break; }`;
    return `${read} if (${isScalar(shape)}) ${set}${copyOfScalar(shape)}; else ${otherwise}; break; }`;
  }

  private listFunction({ item }: ListShape, name: string): string {
    return [
      `function ${name}(source, key) {`,
      '  if (!isArray(source) || source.toJSON !== undefined) return copyValue(source, key);',
      '  const target = [];',
      '  const { length } = source;',
      '  for (let index = 0; index < length; index++) {',
      '    const value = source[index];',
      `    ${this.pushOf(item)}`,
      '  }',
      '  return freeze(target);',
      '}',
    ].join('\n');
  }

  private pushOf(shape: PayloadShape): string {
    const copy = isCompound(shape) ? this.functionFor(shape) : 'copyValue';
    // What holds nothing in a list is refused, by the code that knows how.
    const orRefuse = 'if (copied === undefined) return copyValue(source, key);';
    const push = `const copied = ${copy}(value, index); ${orRefuse} target.push(copied);`;
    if (shape === undefined || isCompound(shape)) return push;
    return `if (${isScalar(shape)}) target.push(${copyOfScalar(shape)}); else { ${push} }`;
  }
}

// A boxed value that was given the prototype of plain objects may show known keys only, and anything may have a `__proto__` of
// its own.
const IS_NOT_PLAIN =
  `typeof source !== 'object' || source === null || getPrototypeOf(source) !== prototype || ` +
  'source.toJSON !== undefined || isArray(source) || isBoxedPrimitive(source)';

function isCompound(shape: PayloadShape): shape is RecordShape | ListShape {
  return shape?.is === 'record' || shape?.is === 'list';
}

function saysNothing(shape: RecordShape | ListShape): boolean {
  return shape.is === 'record' && shape.properties.size === 0;
}

function isScalar({ is }: ScalarShape): string {
  return is === 'number' ? 'isFinite(value)' : `typeof value === '${is}'`;
}

/** JSON has no -0: adding 0 makes it 0 and leaves every other number alone. */
function copyOfScalar({ is }: ScalarShape): string {
  return is === 'number' ? 'value + 0' : 'value';
}
