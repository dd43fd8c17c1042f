import { PatternOverload } from './pattern-overload.js';

/** How much work may still be done for one text. */
export class WorkBudget {
  /** The steps that one text may take. Some seven nanoseconds each were measured: other work waits 150 ms at the most. */
  static readonly STEPS = 20_000_000;

  private left = WorkBudget.STEPS;

  constructor(
    private readonly text: string,
    private readonly rule: string,
  ) {}

  /** @throws PatternOverload when the work done becomes too much */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new PatternOverload(this.text, this.rule);
  }
}
