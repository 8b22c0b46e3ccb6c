import { z } from 'zod';
import { NoteAdded } from './steps/add-note.ts';
import { DecisionApproved } from './steps/approve-decision.ts';
import { ApplicantAsked } from './steps/ask-applicant.ts';
import { ConformityAssessed, JustificationAssessed } from './steps/assess.ts';
import { CaseAssigned } from './steps/assign-case.ts';
import { AttachmentRemoved, FilesAttached } from './steps/attach-files.ts';
import { WayChosen } from './steps/choose-way.ts';
import { Classified } from './steps/classify-request.ts';
import { RequestCorrected } from './steps/correct-request.ts';
import { RequestForwarded, RequestLapsed, RequestWithdrawn } from './steps/end-request.ts';
import { ApplicantAnswered, WaitingStopped } from './steps/end-waiting.ts';
import { ProvisionReviewed, SatisfactionRecorded } from './steps/evaluate.ts';
import { DelayExplained } from './steps/explain-delay.ts';
import { DeadlineExtended } from './steps/extend-deadline.ts';
import { CaseClosed, FollowUpCompleted, FollowUpDecided } from './steps/follow-up.ts';
import { HandedOver, HandOverAccepted, HandOverReturned } from './steps/hand-over.ts';
import { ApplicantInformed } from './steps/inform.ts';
import { DuplicateLinked } from './steps/link-duplicate.ts';
import { Performed, Prepared } from './steps/perform.ts';
import { EvidenceReceived } from './steps/receive-evidence.ts';
import { ResultHandedOut, ResultRecorded } from './steps/record-result.ts';
import { DeadlineRecounted } from './steps/recount-deadline.ts';
import { Registered } from './steps/register-request.ts';
import { CaseReopened } from './steps/reopen-case.ts';
import { MailFailed, MailSent } from './steps/report-mail.ts';
import { ConflictResolved } from './steps/resolve-conflict.ts';
import { DecisionAmended, DecisionTaken } from './steps/take-decision.ts';
import { CaseVoided } from './steps/void-case.ts';
import { DecisionReturned, DecisionWithdrawn } from './steps/withdraw-decision.ts';

/** A fact about a case: append-only, in order (`docs/case-lifecycle.md`). */
export const CaseEvent = z.discriminatedUnion('kind', [
  Registered,
  Classified,
  NoteAdded,
  ApplicantAsked,
  EvidenceReceived,
  ApplicantAnswered,
  WaitingStopped,
  ConformityAssessed,
  JustificationAssessed,
  DecisionTaken,
  DecisionApproved,
  DecisionReturned,
  DecisionAmended,
  DecisionWithdrawn,
  ApplicantInformed,
  MailSent,
  MailFailed,
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
  DeadlineRecounted,
  DelayExplained,
  RequestForwarded,
  RequestWithdrawn,
  RequestLapsed,
  CaseReopened,
  CaseVoided,
  CaseClosed,
  DuplicateLinked,
  FilesAttached,
  AttachmentRemoved,
  RequestCorrected,
  ConflictResolved,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
