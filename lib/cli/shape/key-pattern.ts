import { linearPattern } from '../../hookspec/pattern/linear-pattern.js';
import { refillWork } from '../../hookspec/pattern/work-budget.js';

/** Whether a key of `patternProperties` speaks of a name, by the engine that checks payloads. */
export function matches(pattern: string, name: string): boolean {
  refillWork();
  return linearPattern(pattern, 'u').test(name);
}
