// A method of a class (or of an object literal) with one plain name, or none, between its parentheses: `count(event) {`.
// A bound function, a proxy and what is native say that they are a `function`, whatever they hand on.
const ONE_PARAMETER = /^(?:async\s+)?(?:\*\s*)?(?!function\b)[\w$]+\s*\(\s*[\w$]*\s*\)\s*\{/;
// What else can reach an argument that has no name, also when the word is written with escapes (`argu\u006dents`). A text that
// has the word by chance costs no more than some time.
const REACHES_ARGUMENTS = /\barguments\b|\beval\b|\\u/;

/**
 * Whether a method cannot see more than one argument, however it looks for it. When in doubt the answer is no.
 *
 * Most subscribers take the payload and nothing else. To read the clock for a `Delivery` that nobody can see, and to make
 * and freeze one, would be 60 of the 180 ns of a broadcast.
 */
export function takesPayloadOnly(method: unknown): boolean {
  if (typeof method !== 'function' || method.length > 1) return false;
  // A decorator, a spy or a binding puts another function in the method's place, which hands on whatever it is given.
  const source = Function.prototype.toString.call(method);
  return ONE_PARAMETER.test(source) && !REACHES_ARGUMENTS.test(source);
}
