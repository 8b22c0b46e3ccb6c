import type { EvidenceMode, EvidenceType } from '#shared/catalogue/public-service.ts';
import type { ConditionFacts } from '#shared/forms/condition.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import { type FeeStanding, isEvidenceNeeded } from './needed-evidence.ts';
import { readFreeText } from './read-free-text.ts';
import type { EvidenceDraft } from './request-draft.ts';
import { requestIssue } from './request-issue.ts';
import { EvidenceRecord, type EvidenceStatus, TEXT_LIMITS } from './service-request.ts';

const NUMBER_LIMITS = { lines: 'one-line', maxCodePoints: TEXT_LIMITS.documentNumber } as const;

/** What can be done about a piece of evidence, by the mode in which the service asks for it. */
export const EVIDENCE_STATUSES = {
  'present-original': ['shown', 'copy-taken', 'missing'],
  'submit-original': ['handed-in', 'missing'],
  'submit-copy': ['handed-in', 'copy-taken', 'missing'],
  'submit-electronic': ['received-electronically', 'missing'],
  'register-check': ['checked-in-register', 'check-later', 'missing'],
} as const satisfies Record<EvidenceMode, readonly EvidenceStatus[]>;

/**
 * Reads what was done about each piece of evidence (RG9, RG10). A required one that nobody marked is `missing`: the
 * request is registered all the same and waits for it. An optional one that is not there is left out.
 */
export function parseEvidence(
  types: readonly EvidenceType[],
  drafts: Readonly<Record<string, EvidenceDraft>>,
  { facts, fees }: { readonly facts: ConditionFacts; readonly fees: FeeStanding },
  issues: Issue[],
): Record<string, EvidenceRecord> {
  const records: Record<string, EvidenceRecord> = {};
  for (const type of types) {
    const draft = (Object.hasOwn(drafts, type.id) ? drafts[type.id] : undefined) ?? {};
    if (draft.status === undefined || draft.status === 'missing') {
      if (isEvidenceNeeded(type, facts, fees)) records[type.id] = { status: 'missing' };
      continue;
    }
    const record = parseOne(type, draft, issues);
    if (record !== undefined) records[type.id] = record;
  }
  return records;
}

function parseOne(type: EvidenceType, draft: EvidenceDraft, issues: Issue[]): EvidenceRecord | undefined {
  const possible: readonly string[] = EVIDENCE_STATUSES[type.mode];
  if (draft.status === undefined || !possible.includes(draft.status)) {
    issues.push(requestIssue(pointerOf([type.id, 'status']), 'evidence-status-not-possible'));
    return undefined;
  }
  const number = { pointer: pointerOf([type.id, 'documentNumber']), typed: draft.documentNumber };
  const documentNumber = readFreeText(number, NUMBER_LIMITS, issues);
  if (documentNumber === undefined) return undefined;
  const record = EvidenceRecord.safeParse({
    status: draft.status,
    ...(documentNumber === '' ? {} : { documentNumber }),
    ...(draft.foreignText === undefined || draft.foreignText === ''
      ? {}
      : { foreignText: draft.foreignText }),
  });
  if (record.success) return record.data;
  issues.push(requestIssue(pointerOf([type.id, 'foreignText']), 'unknown-choice'));
  return undefined;
}

/**
 * The required evidence that the applicant still has to bring (RG11). A check in a register is the institution's own
 * work, so it never keeps a request incomplete.
 */
export function missingEvidence(
  types: readonly EvidenceType[],
  records: Readonly<Record<string, EvidenceRecord>>,
): readonly string[] {
  return types
    .filter((type) => type.mode !== 'register-check' && records[type.id]?.status === 'missing')
    .map((type) => type.id);
}
