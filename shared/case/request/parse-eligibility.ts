import type { EligibilityQuestion } from '#shared/catalogue/public-service.ts';
import { cleanText, codePoints } from '#shared/kernel/clean-text.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import type { EligibilityDraft } from './request-draft.ts';
import type { EligibilityRecord } from './service-request.ts';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

/**
 * Reads the answers to a service's conditions (`docs/registration.md` RG6 to RG8). An unexpected answer that refuses or
 * redirects stops the registration until the applicant insists; one that warns needs a reason.
 */
export function parseEligibility(
  questions: readonly EligibilityQuestion[],
  drafts: Readonly<Record<string, EligibilityDraft>>,
  issues: Issue[],
): Record<string, EligibilityRecord> {
  const records: Record<string, EligibilityRecord> = {};
  for (const question of questions) {
    const draft = Object.hasOwn(drafts, question.id) ? drafts[question.id] : undefined;
    const record = parseAnswer(question, draft ?? {}, issues);
    if (record !== undefined) records[question.id] = record;
  }
  return records;
}

function parseAnswer(
  question: EligibilityQuestion,
  draft: EligibilityDraft,
  issues: Issue[],
): EligibilityRecord | undefined {
  const pointer = pointerOf([question.id]);
  const { answer } = draft;
  if (answer === undefined) {
    issues.push({ pointer, code: 'condition-not-answered' });
    return undefined;
  }
  if (answer === question.expected) return { answer };
  if (question.onFail === 'warn') {
    const reason = cleanText(draft.reason ?? '', 'many-lines');
    if (codePoints(reason) >= SHORTEST_REASON && codePoints(reason) <= LONGEST_REASON) {
      return { answer, reason };
    }
    issues.push({ pointer: `${pointer}/reason`, code: 'condition-warning-needs-reason' });
    return undefined;
  }
  if (draft.insisted === true) return { answer, insisted: true };
  const code = question.onFail === 'refuse' ? 'condition-refuses' : 'condition-redirects';
  issues.push({ pointer, code });
  return undefined;
}
