import { z } from 'zod';
import { invariant } from './invariant.ts';

const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');
const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** A point in time, written in UTC with milliseconds: `2026-10-09T07:41:00.000Z`. Sorts as text. */
export const Instant = z.string().refine(isInstant, 'not an instant').brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** `Date.parse` alone reads 30 February and 24 o'clock as a later day, so the text must come back as it went in. */
function isInstant(text: string): boolean {
  const milliseconds = SHAPE.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

/** The instant of a number of milliseconds since 1970-01-01T00:00:00Z, in the years 0 to 9999. */
export function instantOf(milliseconds: number): Instant {
  invariant(EARLIEST <= milliseconds && milliseconds <= LATEST, 'not milliseconds of an instant');
  return new Date(milliseconds).toISOString() as Instant;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant `milliseconds` later (earlier when negative). */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return instantOf(millisecondsOf(instant) + milliseconds);
}
