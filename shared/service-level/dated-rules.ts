import { z } from 'zod';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { TimeRule } from './time-rule.ts';

const DatedRule = z.object({ effectiveFrom: PlainDate, rule: TimeRule });

/**
 * A time that changes by law: the rule that held `before` the first change, and each change with the first date on
 * which it holds, in order of date. A time that never changed has no changes.
 */
export const DatedRules = z.object({
  before: TimeRule,
  changes: z
    .array(DatedRule)
    .refine(
      (changes) =>
        changes.every(
          ({ effectiveFrom }, index) => (changes[index - 1]?.effectiveFrom ?? '') < effectiveFrom,
        ),
      'changes-out-of-order',
    ),
});
export type DatedRules = z.infer<typeof DatedRules>;

/** The rule for what was received on `receivedOn` ([SL48] in `docs/service-level.md`). */
export function ruleOn({ before, changes }: DatedRules, receivedOn: PlainDate): TimeRule {
  return changes.findLast(({ effectiveFrom }) => effectiveFrom <= receivedOn)?.rule ?? before;
}
