import { bothLimits, isWithinBounds, withBound } from '../../../../lib/cli/shape/limits.js';
import { UNLIMITED, type Bound, type Limits } from '../../../../lib/cli/shape/shape.js';

describe('limits', () => {
  const of = (bounds: Partial<Record<Bound, number>>, ...rules: string[]): Limits => ({
    bounds: new Map(Object.entries(bounds) as [Bound, number][]),
    rules: new Set(rules),
  });

  it('of two are the stricter bounds and all rules', () => {
    const both = bothLimits(
      of({ minimum: 1, exclusiveMinimum: 4, maxLength: 5, maxItems: 2 }, 'a'),
      of({ minimum: 2, exclusiveMinimum: 3, maxLength: 4, minItems: 1 }, 'b'),
    );
    expect(both).toEqual(of({ minimum: 2, exclusiveMinimum: 4, maxLength: 4, maxItems: 2, minItems: 1 }, 'a', 'b'));
    expect(bothLimits(UNLIMITED, both)).toBe(both);
    expect(bothLimits(both, UNLIMITED)).toBe(both);
    expect(withBound(both, 'maxItems', 3)).toEqual(both);
    expect(withBound(both, 'maxItems', 1).bounds.get('maxItems')).toBe(1);
  });

  it.each([
    ['minimum', 2, [2, 3, 'a', true], [1.9]],
    ['maximum', 2, [2, 1, 'aaa', true], [2.1]],
    ['exclusiveMinimum', 2, [2.1, 'a'], [2, 1]],
    ['exclusiveMaximum', 2, [1.9, 'aaa'], [2, 3]],
    ['minLength', 2, ['aa', '👍👍', 1], ['a', '👍']],
    ['maxLength', 1, ['a', '👍', 2], ['aa']],
    ['minItems', 1, ['', 0, false], []],
  ] as const)('of %s %j are kept by %j and broken by %j', (bound, limit, within, without) => {
    const isWithin = (value: boolean | number | string) => isWithinBounds(value, of({ [bound]: limit }));
    expect([...within].filter((value) => !isWithin(value))).toEqual([]);
    expect([...without].filter(isWithin)).toEqual([]);
  });
});
