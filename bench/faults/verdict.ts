/** What was counted or measured: one number, or one for each instance. */
export type Figure = number | readonly number[];

/** What a figure has to be; one for each instance that is given as one number holds for all. */
export type Bound =
  { readonly is: Figure } | { readonly atMost: number; readonly why?: string } | { readonly atLeast: number };

/** What a scenario comes to. */
export interface Findings<Name extends string = string> {
  readonly figures: Readonly<Record<Name, Figure>>;
  /** Figures without one are only told. */
  readonly bounds: Readonly<Partial<Record<NoInfer<Name>, Bound>>>;
}

/** Keeps the names of figures and bounds the same. */
export function findings<Name extends string>(found: Findings<Name>): Findings {
  return found;
}

/** What the figures are that they must not be, a sentence each; nothing when all is well. */
export function faultsOf({ figures, bounds }: Findings): string[] {
  return Object.entries(bounds).flatMap(([name, bound]) => {
    const figure = figures[name];
    if (figure === undefined || bound === undefined) return `${name} was not counted`;
    return holds(figure, bound) ? [] : `${name} must be ${wordsFor(bound)}, but it is ${shown(figure)}`;
  });
}

/** A figure as text. */
export function shown(figure: Figure): string {
  return typeof figure === 'number' ? String(figure) : figure.join('/');
}

function holds(figure: Figure, bound: Bound): boolean {
  const numbers = typeof figure === 'number' ? [figure] : figure;
  if (numbers.length === 0) return false;
  if ('atMost' in bound) return numbers.every((number) => number <= bound.atMost);
  if ('atLeast' in bound) return numbers.every((number) => number >= bound.atLeast);
  const { is } = bound;
  if (typeof is === 'number') return numbers.every((number) => number === is);
  return numbers.length === is.length && numbers.every((number, index) => number === is[index]);
}

function wordsFor(bound: Bound): string {
  if ('atMost' in bound) return `at most ${bound.atMost}${bound.why === undefined ? '' : ` (${bound.why})`}`;
  return 'atLeast' in bound ? `at least ${bound.atLeast}` : shown(bound.is);
}
