import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCircles } from '#shared/catalogue/find-circles.ts';

describe('findCircles', () => {
  it('[CA22] gives each circle once, beginning with the member that comes first', () => {
    const next = new Map([
      ['tail', 'b'],
      ['a', 'c'],
      ['b', 'a'],
      ['c', 'b'],
      ['x', 'y'],
      ['y', 'x'],
      ['self', 'self'],
      ['end', 'nothing'],
    ]);
    expect(findCircles(next)).toEqual([
      ['a', 'c', 'b'],
      ['x', 'y'],
    ]);
  });

  it('[CA22] a member is in a circle exactly when the links lead back to it', () => {
    const names = fc.constantFrom(...'abcdefgh');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, names)), (links) => {
        const next = new Map(links);
        const returns = [...next.keys()].filter((start) => {
          let at = next.get(start);
          for (let steps = 0; steps < 8 && at !== undefined && at !== start; steps += 1) at = next.get(at);
          return at === start && next.get(start) !== start;
        });
        expect(findCircles(next).flat().sort()).toEqual(returns.sort());
      }),
    );
  });

  it('[CA22] a chain of 100,000 links does not overflow', () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => [`${index}`, `${index + 1}`] as const);
    expect(findCircles(new Map(chain))).toEqual([]);
    expect(findCircles(new Map([...chain, ['100000', '0']]))[0]).toHaveLength(100_001);
  });
});
