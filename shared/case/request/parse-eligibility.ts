import type { EligibilityQuestion } from '#shared/catalogue/public-service.ts';
import { codePoints } from '#shared/kernel/clean-text.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import { readFreeText } from './read-free-text.ts';
import type { EligibilityDraft } from './request-draft.ts';
import { requestIssue } from './request-issue.ts';
import { type EligibilityRecord, SHORTEST_REASON, TEXT_LIMITS } from './service-request.ts';

const REASON_LIMITS = { lines: 'many-lines', maxCodePoints: TEXT_LIMITS.reason } as const;

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
    issues.push(requestIssue(pointer, 'condition-not-answered'));
    return undefined;
  }
  if (answer === question.expected) return { answer };
  if (question.onFail === 'warn') {
    const place = { pointer: `${pointer}/reason`, typed: draft.reason };
    const reason = readFreeText(place, REASON_LIMITS, issues);
    if (reason === undefined) return undefined;
    if (codePoints(reason) >= SHORTEST_REASON) return { answer, reason };
    issues.push(requestIssue(place.pointer, 'condition-warning-needs-reason'));
    return undefined;
  }
  if (draft.insisted === true) return { answer, insisted: true };
  const code = question.onFail === 'refuse' ? 'condition-refuses' : 'condition-redirects';
  issues.push(requestIssue(pointer, code));
  return undefined;
}
