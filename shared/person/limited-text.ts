import { z } from 'zod';
import { codePoints, isWellFormed } from '#shared/kernel/clean-text.ts';

/** How long the texts of a party may be, in code points after NFC (`docs/checking.md` PA5). */
export const PARTY_LIMITS = {
  personName: 60,
  organisationName: 200,
  contactName: 120,
  nameInDocument: 120,
  documentNumber: 60,
  description: 300,
  scope: 300,
  overrideReason: 300,
} as const;

/** A clerk's reason for keeping a doubtful person code says at least this much, in code points. */
export const SHORTEST_OVERRIDE_REASON = 3;

/** Text of `min` to `max` code points that can be stored and sent. */
export function limitedText(min: number, max: number) {
  return z
    .string()
    .refine((text) => isWellFormed(text), 'text with half a character')
    .refine((text) => {
      const length = codePoints(text);
      return min <= length && length <= max;
    }, `not ${min} to ${max} characters`);
}
