/** JavaScript that is a value of YAML or JSON: what JSON has no words for included, and keys that would be a prototype. */
export function literal(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries.map(([key, inner]) => `[${JSON.stringify(key)}]:${literal(inner)}`).join(',')}}`;
}
