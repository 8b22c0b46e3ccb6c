import { plainDate } from '#shared/kernel/plain-date.ts';
import type { DatedRules } from './dated-rules.ts';

// The times that laws name for every institution. Dated data, not code: a changed law adds a change and leaves the
// earlier ones, by which older submissions are still counted. Sources beside [SL49] to [SL51] in
// `docs/service-level.md`.

/** The amendments to the Law on Submissions that the Saeima adopted on 5 February 2026 are in force. */
const SUBMISSIONS_AMENDED_ON = plainDate(2026, 3, 1);

/** [SL49] At the latest when a submission is answered in substance, from its receipt. */
export const SUBMISSION_ANSWER: DatedRules = {
  before: { value: 1, unit: 'month' },
  changes: [{ effectiveFrom: SUBMISSIONS_AMENDED_ON, rule: { value: 10, unit: 'working-day' } }],
};

/** [SL50] At the latest when a submission outside the institution's competence is forwarded, from its receipt. */
export const SUBMISSION_FORWARDING: DatedRules = {
  before: { value: 7, unit: 'working-day' },
  changes: [{ effectiveFrom: SUBMISSIONS_AMENDED_ON, rule: { value: 5, unit: 'working-day' } }],
};

/** [SL51] Until when a decision may be contested, from the day on which it takes effect. */
export const DECISION_CONTESTING: DatedRules = { before: { value: 1, unit: 'month' }, changes: [] };
