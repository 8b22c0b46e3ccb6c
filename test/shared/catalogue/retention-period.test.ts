import { describe, expect, it } from 'vitest';
import { monthsAndDaysOf, RetentionPeriod } from '#shared/catalogue/retention-period.ts';

describe('RetentionPeriod', () => {
  it.each([
    ['P5Y', 60, 0],
    ['P0D', 0, 0],
    ['P30D', 0, 30],
    ['P1Y6M', 18, 0],
    ['P2W', 0, 14],
    ['P1Y2M3W4D', 14, 25],
  ])('[CA16] %s is %i months and %i days', (period, months, days) => {
    expect(RetentionPeriod.safeParse(period).success).toBe(true);
    expect(monthsAndDaysOf(period)).toEqual({ months, days });
  });

  it.each(['', 'P', '5Y', 'P5', 'PT5H', 'P1DT1H', 'P-1Y', 'P1M1Y', 'P1.5Y', 'p5y', 'P12345D', 'P5Y '])(
    '[CA16] %j is no retention period',
    (period) => {
      expect(RetentionPeriod.safeParse(period).success).toBe(false);
    },
  );

  it('[CA16] asking for the length of something else is a defect', () => {
    expect(() => monthsAndDaysOf('P')).toThrow('not a retention period');
  });
});
