import { z } from 'zod';
import { limitedText, PARTY_LIMITS, SHORTEST_OVERRIDE_REASON } from './limited-text.ts';

/**
 * A person code as it enters the record: normalised (`310510-01233`), and, where the check raised a warning that the
 * clerk overrode, which warning and why (`docs/checking.md` PA11). The finding is one of `PERSON_CODE_FINDINGS`, kept
 * open here so that a record with a finding of a later version can still be read.
 */
export const PersonCodeEntry = z.object({
  code: z.string().regex(/^\d{6}-\d{5}$/),
  override: z
    .object({
      finding: z.string().min(1),
      reason: limitedText(SHORTEST_OVERRIDE_REASON, PARTY_LIMITS.overrideReason),
    })
    .optional(),
});
export type PersonCodeEntry = z.infer<typeof PersonCodeEntry>;
