import type { Random } from '#shared/kernel/ports.ts';

const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;

/**
 * How long to wait before the next try after `failures` in a row: full jitter up to a ceiling that doubles from 1 s to
 * 60 s, and never less than the centre asked for. There is no last try.
 */
export function backoffMilliseconds(
  failures: number,
  random: Random,
  retryAfterSeconds: number | undefined,
): number {
  const ceiling = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.min(failures, 10));
  const asked = Math.min((retryAfterSeconds ?? 0) * 1000, 10 * LONGEST_MILLISECONDS);
  return Math.max(asked, Math.round(random.fraction() * ceiling));
}
