import { describe, expect, it } from 'vitest';
import { askedMilliseconds, backoffMilliseconds } from '#renderer/sync/backoff.ts';
import type { Random } from '#shared/kernel/ports.ts';

function randomOf(fraction: number): Random {
  return { fraction: () => fraction, bytes: (length) => new Uint8Array(length), uuid: () => '' };
}

const almostOne = randomOf(1 - Number.EPSILON);

describe('the wait after a failure', () => {
  it('[SE17] stays below a ceiling that doubles from 1 s to 60 s', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 50, 5000].map((failures) =>
      backoffMilliseconds(failures, almostOne),
    );
    expect(ceilings).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it('[SE17] is anything from nothing to the ceiling', () => {
    expect(backoffMilliseconds(4, randomOf(0))).toBe(0);
    expect(backoffMilliseconds(4, randomOf(0.25))).toBe(2000);
  });

  it('[SE18] takes from what was asked ten minutes at most', () => {
    expect([undefined, 0, 2, 600, 601, 86_400].map(askedMilliseconds)).toEqual([
      0, 0, 2000, 600_000, 600_000, 600_000,
    ]);
  });
});
