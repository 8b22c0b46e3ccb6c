import type { EvidenceType, Fee } from '#shared/catalogue/public-service.ts';
import type { ConditionFacts } from '#shared/forms/condition.ts';
import { isRequired } from '#shared/forms/form-facts.ts';
import { isPayable } from './parse-fees.ts';

/** Whether everything that is to be paid for a request is settled, or something is open. */
export type FeeStanding = 'settled' | 'open';

const SETTLED: ReadonlySet<string | undefined> = new Set(['card', 'proof-shown', 'exempt']);
/** What a proof of payment supports, in the catalogue's words. */
const PROVES_FEE = 'fee';

/** How the fees of a request stand, by what was marked or recorded for each. Nothing to pay settles nothing. */
export function standingOf(
  fees: readonly Fee[],
  marks: Readonly<Record<string, { readonly status?: string | undefined }>>,
): FeeStanding {
  const payable = fees.filter(isPayable);
  const isSettled = payable.length > 0 && payable.every(({ id }) => SETTLED.has(marks[id]?.status));
  return isSettled ? 'settled' : 'open';
}

/** Whether a request has to have the piece of evidence; a proof of payment, only while a fee is open (RG10). */
export function isEvidenceNeeded(type: EvidenceType, facts: ConditionFacts, fees: FeeStanding): boolean {
  return isRequired(type, facts) && !(fees === 'settled' && type.supports.includes(PROVES_FEE));
}
