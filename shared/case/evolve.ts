import { unreachable } from '#shared/kernel/invariant.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { afterNote } from './steps/add-note.ts';
import { afterConformity, afterJustification } from './steps/assess.ts';
import { afterClassification } from './steps/classify-request.ts';
import { afterEnding, afterReopening, afterVoiding } from './steps/close-otherwise.ts';
import { afterClosing, afterFollowUp, afterReview, afterSatisfaction } from './steps/evaluate.ts';
import { afterExtension } from './steps/extend-deadline.ts';
import { afterHandOver, afterReturn, afterTakingOver } from './steps/hand-over.ts';
import { afterInforming } from './steps/inform.ts';
import { afterLink } from './steps/link-duplicate.ts';
import {
  afterHandingOut,
  afterPerformance,
  afterPreparation,
  afterResult,
  afterWay,
} from './steps/provide.ts';
import { registered } from './steps/register-request.ts';
import {
  afterAmendment,
  afterApproval,
  afterDecision,
  afterWithdrawalOfDecision,
} from './steps/take-decision.ts';
import { afterAnswer, afterAsking, afterEvidence } from './steps/wait-for-applicant.ts';

/**
 * The case after one more event. Total: every event of this version has its line, what comes before the registration
 * makes no case, and a second registration changes nothing (CL1).
 */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState | undefined {
  if (state === undefined) return event.kind === 'registered' ? registered(event) : undefined;
  const { origin } = event;
  const isNewOperation = origin.opId !== state.lastOperation && origin.automatic !== true;
  return {
    ...happened(state, event),
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
      return afterAnswer(state, event);
    case 'conformity-assessed':
      return afterConformity(state, event);
    case 'justification-assessed':
      return afterJustification(state, event);
    case 'decision-taken':
      return afterDecision(state, event);
    case 'decision-approved':
      return afterApproval(state, event);
    case 'decision-amended':
      return afterAmendment(state, event);
    case 'decision-returned':
    case 'decision-withdrawn':
      return afterWithdrawalOfDecision(state, event);
    case 'applicant-informed':
      return afterInforming(state, event);
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
    default:
      return unreachable(event);
  }
}
