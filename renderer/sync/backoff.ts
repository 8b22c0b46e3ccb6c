import type { Random } from '#shared/kernel/ports.ts';

const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;
const LONGEST_ASKED_MILLISECONDS = 10 * 60_000;

/**
 * How long to wait before the next try after `failures` in a row (from 1): full jitter up to a ceiling that doubles
 * from 1 s to 60 s (SE17). There is no last try.
 */
export function backoffMilliseconds(failures: number, random: Random): number {
  const ceiling = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.min(failures - 1, 10));
  return Math.round(random.fraction() * ceiling);
}

/** How long the centre asked to be left alone, at most ten minutes (SE18). */
export function askedMilliseconds(retryAfterSeconds: number | undefined): number {
  return Math.min((retryAfterSeconds ?? 0) * 1000, LONGEST_ASKED_MILLISECONDS);
}
