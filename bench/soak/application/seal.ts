/** An event that carries a copy of itself as text, by which whoever gets it can tell whether it was changed. */
export type Sealed<T> = T & { seal: string };

/** Adds the seal to an event. */
export function seal<T extends object>(event: T): Sealed<T> {
  return { ...event, seal: JSON.stringify(event) };
}

/** Whether a sealed event, the original or a copy of it, is as it was when it was sealed. */
export function isIntact(sealed: Sealed<object>): boolean {
  const { seal: text, ...event } = sealed;
  return JSON.stringify(event) === text;
}

/** Changes everything in an event, however deep: what a publisher does with its own objects afterwards is its own affair. */
export function deface(event: object): void {
  for (const [key, value] of Object.entries(event)) {
    if (typeof value === 'object' && value !== null) deface(value as object);
    else Reflect.set(event, key, 'defaced');
  }
}
