import type { CaseEvent } from '../case-event.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { type Decided, made, refusedDetails } from '../step-context.ts';

/** What a command makes that needs a reason and nothing else. */
export function reasoned(typed: string, eventOf: (reason: string) => CaseEvent): Decided {
  const details = new Details();
  const reason = details.required('/reason', typed, DETAIL_LIMITS.reason);
  return details.issues.length > 0 ? refusedDetails(details) : made(eventOf(reason));
}
