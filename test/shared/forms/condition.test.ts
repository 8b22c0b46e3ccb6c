import { describe, expect, it } from 'vitest';
import { Condition, type ConditionFacts, type ConditionValue, holds } from '#shared/forms/condition.ts';

function factsWith(value: ConditionValue): ConditionFacts {
  return { field: () => value, common: () => value, eligibility: () => value };
}

describe('conditions', () => {
  it.each(['field', 'common', 'eligibility'] as const)('[FD4] of %s compare with its value', (source) => {
    const about = (rest: object) => Condition.parse({ [source]: 'x', ...rest });
    const outcomes = (condition: Condition) =>
      (['a', 'b', undefined] as const).map((value) => holds(condition, factsWith(value)));
    expect(outcomes(about({ equals: 'a' }))).toEqual([true, false, false]);
    expect(outcomes(about({ notEquals: 'a' }))).toEqual([false, true, true]);
    expect(outcomes(about({ in: ['a', 'c'] }))).toEqual([true, false, false]);
    expect(outcomes(about({ notIn: ['a', 'c'] }))).toEqual([false, true, true]);
  });

  it('[FD4] compare kinds of values too', () => {
    expect(holds({ field: 'x', equals: false }, factsWith(false))).toBe(true);
    expect(holds({ field: 'x', equals: false }, factsWith(undefined))).toBe(false);
    expect(holds({ field: 'x', equals: 1 }, factsWith('1'))).toBe(false);
    expect(holds({ field: 'x', equals: 0 }, factsWith(0))).toBe(true);
    expect(holds({ field: 'x', in: [true, 2] }, factsWith(2))).toBe(true);
  });

  it('[FD4] look at the source that they name', () => {
    const facts: ConditionFacts = {
      field: (id) => `field ${id}`,
      common: (id) => `common ${id}`,
      eligibility: (id) => id === 'x',
    };
    expect(holds({ field: 'x', equals: 'field x' }, facts)).toBe(true);
    expect(holds({ common: 'x', equals: 'common x' }, facts)).toBe(true);
    expect(holds({ eligibility: 'x', equals: true }, facts)).toBe(true);
  });

  it.each([
    {},
    { field: 'x' },
    { equals: 1 },
    { field: 'x', common: 'y', equals: 1 },
    { field: 'x', equals: 1, notEquals: 2 },
    { field: 'x', in: [] },
    { field: 'x', notIn: [] },
    { field: 'x', equals: null },
    { field: 'x', in: 'abc' },
  ])('[FD4] %j is none', (condition) => {
    expect(Condition.safeParse(condition).success).toBe(false);
  });
});
