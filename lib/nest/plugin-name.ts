const MAX_LENGTH = 128;
/** Paths of the admin part, where Express makes no difference between capitals and others. */
const RESERVED = new Set(['hooks', 'events', 'ui']);

/** Why a name cannot be a plugin's, or `undefined` when it can or none is given. */
export function nameComplaint(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (isReserved(name)) return `name '${name}' is reserved`;
  if (name.length > MAX_LENGTH || !/^[A-Za-z][A-Za-z0-9_.@#-]*$/.test(name)) {
    return `name '${name}' must begin with a letter and hold letters, digits and _ . @ # - only, ${MAX_LENGTH} at most`;
  }
  return undefined;
}

/** A plugin's name made of its class's, which may hold what a plugin's name may not. */
export function defaultName(className: string): string {
  const cleaned = className.replace(/[^A-Za-z0-9_.@#-]/g, '_').slice(0, MAX_LENGTH - 1);
  const name = /^[A-Za-z]/.test(cleaned) ? cleaned : `P${cleaned}`;
  return isReserved(name) ? `${name}_` : name;
}

function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
