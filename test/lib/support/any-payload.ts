import fc from 'fast-check';

/** Keys, those among them that mean something to JavaScript or to a JSON pointer. */
export const anyKey = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toJSON', 'toString', 'then', 'length', 'a/b~c', ''),
);

/** Whatever a publisher may hand over, what JSON cannot carry included. */
export const anyPayload = fc.anything({
  key: anyKey,
  maxDepth: 4,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
});
