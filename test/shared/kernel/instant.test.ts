import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMilliseconds, Instant, instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { Defect } from '#shared/kernel/invariant.ts';

const anyMilliseconds = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });

describe('instants', () => {
  it('[SL1] are written in one way, which sorts as text', () => {
    fc.assert(
      fc.property(anyMilliseconds, anyMilliseconds, (a, b) => {
        expect(millisecondsOf(Instant.parse(instantOf(a)))).toBe(a);
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
        expect(addMilliseconds(instantOf(a), b - a)).toBe(instantOf(b));
      }),
    );
  });

  it.each([
    '2026-02-30T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T00:60:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000+02:00',
    '2026-01-01',
    '+010000-01-01T00:00:00.000Z',
    '',
  ])('[SL1] %j is no instant', (text) => {
    expect(Instant.safeParse(text).success).toBe(false);
  });

  it('[SL1] have years of four digits', () => {
    expect(instantOf(Date.UTC(9999, 11, 31, 23, 59, 59, 999))).toBe('9999-12-31T23:59:59.999Z');
    expect(() => instantOf(Date.UTC(10_000, 0, 1))).toThrow(Defect);
    expect(() => instantOf(Number.NaN)).toThrow(Defect);
    expect(() => instantOf(Number.POSITIVE_INFINITY)).toThrow(Defect);
  });
});
