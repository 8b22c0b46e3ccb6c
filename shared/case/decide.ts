import { findService } from '#shared/catalogue/find-service.ts';
import { invariant, unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { ok, refused } from '#shared/kernel/result.ts';
import type { CaseCommand, FinishAtOnce } from './case-command.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import type { DecideContext } from './decide-context.ts';
import { evolve } from './evolve.ts';
import { allowedCommands, findObstacle } from './lifecycle.ts';
import { type Decided, refusedAs, type StepContext } from './step-context.ts';
import { decideNote } from './steps/add-note.ts';
import { decideApproval } from './steps/approve-decision.ts';
import { decideAsking } from './steps/ask-applicant.ts';
import { decideConformity, decideJustification } from './steps/assess.ts';
import { decideAssignment } from './steps/assign-case.ts';
import { decideAttaching, decideRemoval } from './steps/attach-files.ts';
import { decideWay } from './steps/choose-way.ts';
import { decideClassification } from './steps/classify-request.ts';
import { decideCorrection } from './steps/correct-request.ts';
import { decideForwarding, decideLapse, decideWithdrawal } from './steps/end-request.ts';
import { decideAnswer, decideStopping } from './steps/end-waiting.ts';
import { decideReview, decideSatisfaction } from './steps/evaluate.ts';
import { decideExplanation } from './steps/explain-delay.ts';
import { decideExtension } from './steps/extend-deadline.ts';
import { decideCompletion, decideFollowUp } from './steps/follow-up.ts';
import { decideAcceptance, decideHandOver, decideReturn } from './steps/hand-over.ts';
import { decideInforming } from './steps/inform.ts';
import { decideLink } from './steps/link-duplicate.ts';
import { decidePerformance, decidePreparation } from './steps/perform.ts';
import { decideEvidence } from './steps/receive-evidence.ts';
import { decideHandingOut, decideResult } from './steps/record-result.ts';
import { decideRecount } from './steps/recount-deadline.ts';
import { decideRegistration } from './steps/register-request.ts';
import { decideReopening } from './steps/reopen-case.ts';
import { decideMailReport } from './steps/report-mail.ts';
import { decideResolution } from './steps/resolve-conflict.ts';
import { decideAmendment, decideDecision } from './steps/take-decision.ts';
import { decideVoiding } from './steps/void-case.ts';
import { decideReturnOfDecision, decideWithdrawalOfDecision } from './steps/withdraw-decision.ts';

/**
 * What a command makes of a case (`docs/case-lifecycle.md`): new events, or a refusal. Pure, and the same at the
 * counter and at the centre; identifiers and times come in with the context.
 */
export function decide(state: CaseState | undefined, command: CaseCommand, context: DecideContext): Decided {
  const place = state?.status ?? 'no-case';
  const { origin, catalogue, calendar } = context;
  const obstacle = findObstacle(command.kind, place, origin.role);
  if (obstacle !== undefined) {
    return refused({ code: obstacle, allowed: allowedCommands(place, origin.role) });
  }
  if (command.kind === 'register-request') return decideRegistration(command, context);
  invariant(state !== undefined, 'only a registration has no case before it');
  // CL5: a case is asked, checked and shown by the version that it was registered with.
  if (catalogue.hash !== state.catalogue) return refusedAs('other-catalogue-version');
  const service = findService(catalogue.value, state.request.service);
  invariant(service !== undefined, 'the service of a case is in its version of the catalogue');
  const today = localDateOf(origin.at);
  const step = { origin, catalogue: catalogue.value, service, calendar: calendar.office, today };
  return command.kind === 'finish-at-once'
    ? decideTogether(state, command, context)
    : decideStep(state, command, step);
}

/** CL63: each step is decided on the case as those before it leave it, and one refusal refuses them all. */
function decideTogether(state: CaseState, { steps }: FinishAtOnce, context: DecideContext): Decided {
  const events: CaseEvent[] = [];
  let reached: CaseState | undefined = state;
  for (const step of steps) {
    const decided = decide(reached, step, context);
    if (!decided.ok) return decided;
    events.push(...decided.value);
    for (const event of decided.value) reached = evolve(reached, event);
  }
  return ok(events);
}

type StepCommand = Exclude<CaseCommand, { readonly kind: 'register-request' | 'finish-at-once' }>;

function decideStep(state: CaseState, command: StepCommand, context: StepContext): Decided {
  switch (command.kind) {
    case 'add-note':
      return decideNote(state, command, context);
    case 'classify-request':
      return decideClassification(state, command, context);
    case 'ask-applicant':
      return decideAsking(state, command, context);
    case 'receive-evidence':
      return decideEvidence(state, command, context);
    case 'record-answer':
      return decideAnswer(state, command, context);
    case 'stop-waiting':
      return decideStopping(state, command, context);
    case 'assess-conformity':
      return decideConformity(state, command, context);
    case 'assess-justification':
      return decideJustification(state, command, context);
    case 'take-decision':
      return decideDecision(state, command, context);
    case 'approve-decision':
      return decideApproval(state, command, context);
    case 'return-decision':
      return decideReturnOfDecision(state, command, context);
    case 'amend-decision':
      return decideAmendment(state, command, context);
    case 'withdraw-decision':
      return decideWithdrawalOfDecision(state, command, context);
    case 'inform':
      return decideInforming(state, command, context);
    case 'choose-way':
      return decideWay(state, command, context);
    case 'hand-over':
      return decideHandOver(state, command, context);
    case 'accept-hand-over':
      return decideAcceptance(state, command, context);
    case 'return-hand-over':
      return decideReturn(state, command, context);
    case 'assign-case':
      return decideAssignment(state, command, context);
    case 'prepare':
      return decidePreparation(state, command, context);
    case 'perform':
      return decidePerformance(state, command, context);
    case 'record-result':
      return decideResult(state, command, context);
    case 'hand-out-result':
      return decideHandingOut(state, command, context);
    case 'record-satisfaction':
      return decideSatisfaction(state, command, context);
    case 'review-provision':
      return decideReview(state, command, context);
    case 'decide-follow-up':
      return decideFollowUp(state, command, context);
    case 'complete-follow-up':
      return decideCompletion(state, command, context);
    case 'extend-deadline':
      return decideExtension(state, command, context);
    case 'explain-delay':
      return decideExplanation(state, command, context);
    case 'recount-deadline':
      return decideRecount(state, command, context);
    case 'forward-request':
      return decideForwarding(state, command, context);
    case 'withdraw-request':
      return decideWithdrawal(state, command, context);
    case 'lapse-request':
      return decideLapse(state, command, context);
    case 'reopen-case':
      return decideReopening(state, command, context);
    case 'void-case':
      return decideVoiding(state, command, context);
    case 'report-mail':
      return decideMailReport(state, command, context);
    case 'link-duplicate':
      return decideLink(state, command, context);
    case 'attach-files':
      return decideAttaching(state, command, context);
    case 'remove-attachment':
      return decideRemoval(state, command, context);
    case 'correct-request':
      return decideCorrection(state, command, context);
    case 'resolve-conflict':
      return decideResolution(state, command, context);
    default:
      return unreachable(command);
  }
}
