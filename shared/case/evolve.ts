import { unreachable } from '#shared/kernel/invariant.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { fits } from './event-fits.ts';
import { afterNote } from './steps/add-note.ts';
import { afterApproval } from './steps/approve-decision.ts';
import { afterAsking } from './steps/ask-applicant.ts';
import { afterConformity, afterJustification } from './steps/assess.ts';
import { afterAttaching, afterRemoval } from './steps/attach-files.ts';
import { afterWay } from './steps/choose-way.ts';
import { afterClassification } from './steps/classify-request.ts';
import { afterCorrection } from './steps/correct-request.ts';
import { afterEnding } from './steps/end-request.ts';
import { afterEndOfWaiting } from './steps/end-waiting.ts';
import { afterReview, afterSatisfaction } from './steps/evaluate.ts';
import { afterExplanation } from './steps/explain-delay.ts';
import { afterExtension } from './steps/extend-deadline.ts';
import { afterClosing, afterFollowUp } from './steps/follow-up.ts';
import { afterHandOver, afterReturn, afterTakingOver } from './steps/hand-over.ts';
import { afterInforming } from './steps/inform.ts';
import { afterLink } from './steps/link-duplicate.ts';
import { afterPerformance, afterPreparation } from './steps/perform.ts';
import { afterEvidence } from './steps/receive-evidence.ts';
import { afterHandingOut, afterResult } from './steps/record-result.ts';
import { afterRecount } from './steps/recount-deadline.ts';
import { registered } from './steps/register-request.ts';
import { afterReopening } from './steps/reopen-case.ts';
import { afterMailFailed, afterMailSent } from './steps/report-mail.ts';
import { afterDecision } from './steps/take-decision.ts';
import { afterVoiding } from './steps/void-case.ts';
import { afterWithdrawalOfDecision } from './steps/withdraw-decision.ts';

/**
 * The case after one more event. Total (CL4): every event of this version has its line, what comes before the
 * registration makes no case, and what does not fit the case as it stands changes nothing of it but its last change.
 */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState | undefined {
  if (state === undefined) return event.kind === 'registered' ? registered(event) : undefined;
  const { origin } = event;
  const isNewOperation = origin.opId !== state.lastOperation && origin.automatic !== true;
  return {
    ...(fits(event, state.status) ? happened(state, event) : state),
    touches: isNewOperation ? state.touches + 1 : state.touches,
    lastOperation: origin.opId,
    lastChangedAt: origin.at > state.lastChangedAt ? origin.at : state.lastChangedAt,
  };
}

/** The case that its events make, in order; `undefined` when none of them registers it. */
export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
  let state: CaseState | undefined;
  for (const event of events) state = evolve(state, event);
  return state;
}

function happened(state: CaseState, event: CaseEvent): CaseState {
  switch (event.kind) {
    case 'registered':
      return state;
    case 'classified':
      return afterClassification(state, event);
    case 'note-added':
      return afterNote(state, event);
    case 'applicant-asked':
      return afterAsking(state, event);
    case 'evidence-received':
      return afterEvidence(state, event);
    case 'applicant-answered':
    case 'waiting-stopped':
      return afterEndOfWaiting(state, event);
    case 'conformity-assessed':
      return afterConformity(state, event);
    case 'justification-assessed':
      return afterJustification(state, event);
    case 'decision-taken':
    case 'decision-amended':
      return afterDecision(state, event);
    case 'decision-approved':
      return afterApproval(state, event);
    case 'decision-returned':
    case 'decision-withdrawn':
      return afterWithdrawalOfDecision(state, event);
    case 'applicant-informed':
      return afterInforming(state, event);
    case 'mail-sent':
      return afterMailSent(state, event);
    case 'mail-failed':
      return afterMailFailed(state, event);
    case 'way-chosen':
      return afterWay(state, event);
    case 'handed-over':
      return afterHandOver(state, event);
    case 'hand-over-accepted':
    case 'case-assigned':
      return afterTakingOver(state, event);
    case 'hand-over-returned':
      return afterReturn(state);
    case 'prepared':
      return afterPreparation(state, event);
    case 'performed':
      return afterPerformance(state, event);
    case 'result-recorded':
      return afterResult(state, event);
    case 'result-handed-out':
      return afterHandingOut(state, event);
    case 'satisfaction-recorded':
      return afterSatisfaction(state, event);
    case 'provision-reviewed':
      return afterReview(state, event);
    case 'follow-up-decided':
      return afterFollowUp(state, event);
    case 'follow-up-completed':
      return state;
    case 'deadline-extended':
      return afterExtension(state, event);
    case 'deadline-recounted':
      return afterRecount(state, event);
    case 'delay-explained':
      return afterExplanation(state, event);
    case 'request-forwarded':
    case 'request-withdrawn':
    case 'request-lapsed':
      return afterEnding(state, event);
    case 'case-reopened':
      return afterReopening(state, event);
    case 'case-voided':
      return afterVoiding(state, event);
    case 'case-closed':
      return afterClosing(state, event);
    case 'duplicate-linked':
      return afterLink(state, event);
    case 'files-attached':
      return afterAttaching(state, event);
    case 'attachment-removed':
      return afterRemoval(state, event);
    case 'request-corrected':
      return afterCorrection(state, event);
    case 'conflict-resolved':
      return state;
    default:
      return unreachable(event);
  }
}
