import type { Fee } from '#shared/catalogue/public-service.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import type { FeeDraft } from './request-draft.ts';
import { requestIssue } from './request-issue.ts';
import type { FeeRecord } from './service-request.ts';

/** Whether anything is to be paid: a fee of nothing, or one never due, is only information. */
export function isPayable(fee: Fee): boolean {
  return fee.payWhen !== 'none' && fee.amount !== 0;
}

/** Reads how each payable fee was settled (RG12). Nobody marked it: it is unpaid. */
export function parseFees(
  fees: readonly Fee[],
  drafts: Readonly<Record<string, FeeDraft>>,
  issues: Issue[],
): Record<string, FeeRecord> {
  const records: Record<string, FeeRecord> = {};
  for (const fee of fees.filter(isPayable)) {
    const draft = (Object.hasOwn(drafts, fee.id) ? drafts[fee.id] : undefined) ?? {};
    const record = parseOne(fee, draft, issues);
    if (record !== undefined) records[fee.id] = record;
  }
  return records;
}

function parseOne(fee: Fee, draft: FeeDraft, issues: Issue[]): FeeRecord | undefined {
  switch (draft.status) {
    case undefined:
    case 'unpaid':
      return { status: 'unpaid' };
    case 'card':
      return { status: 'card' };
    case 'proof-shown':
      return { status: 'proof-shown' };
    case 'exempt': {
      const { exemption } = draft;
      if (exemption !== undefined && fee.exemptions[exemption] !== undefined) {
        return { status: 'exempt', exemption };
      }
      issues.push(requestIssue(pointerOf([fee.id, 'exemption']), 'exemption-not-named'));
      return undefined;
    }
    default:
      issues.push(requestIssue(pointerOf([fee.id, 'status']), 'unknown-choice'));
      return undefined;
  }
}
