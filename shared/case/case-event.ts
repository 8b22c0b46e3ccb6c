import { z } from 'zod';
import { NoteAdded } from './steps/add-note.ts';
import { ConformityAssessed, JustificationAssessed } from './steps/assess.ts';
import { Classified } from './steps/classify-request.ts';
import {
  CaseReopened,
  CaseVoided,
  RequestForwarded,
  RequestLapsed,
  RequestWithdrawn,
} from './steps/close-otherwise.ts';
import {
  CaseClosed,
  FollowUpCompleted,
  FollowUpDecided,
  ProvisionReviewed,
  SatisfactionRecorded,
} from './steps/evaluate.ts';
import { DeadlineExtended } from './steps/extend-deadline.ts';
import { CaseAssigned, HandedOver, HandOverAccepted, HandOverReturned } from './steps/hand-over.ts';
import { ApplicantInformed } from './steps/inform.ts';
import { DuplicateLinked } from './steps/link-duplicate.ts';
import { Performed, Prepared, ResultHandedOut, ResultRecorded, WayChosen } from './steps/provide.ts';
import { Registered } from './steps/register-request.ts';
import {
  DecisionAmended,
  DecisionApproved,
  DecisionReturned,
  DecisionTaken,
  DecisionWithdrawn,
} from './steps/take-decision.ts';
import { ApplicantAnswered, ApplicantAsked, EvidenceReceived } from './steps/wait-for-applicant.ts';

/** A fact about a case: append-only, in order (`docs/case-lifecycle.md`). */
export const CaseEvent = z.discriminatedUnion('kind', [
  Registered,
  Classified,
  NoteAdded,
  ApplicantAsked,
  EvidenceReceived,
  ApplicantAnswered,
  ConformityAssessed,
  JustificationAssessed,
  DecisionTaken,
  DecisionApproved,
  DecisionReturned,
  DecisionAmended,
  DecisionWithdrawn,
  ApplicantInformed,
  WayChosen,
  HandedOver,
  HandOverAccepted,
  HandOverReturned,
  CaseAssigned,
  Prepared,
  Performed,
  ResultRecorded,
  ResultHandedOut,
  SatisfactionRecorded,
  ProvisionReviewed,
  FollowUpDecided,
  FollowUpCompleted,
  DeadlineExtended,
  RequestForwarded,
  RequestWithdrawn,
  RequestLapsed,
  CaseReopened,
  CaseVoided,
  CaseClosed,
  DuplicateLinked,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
