import { z } from 'zod';
import { AddNote } from './steps/add-note.ts';
import { ApproveDecision } from './steps/approve-decision.ts';
import { AskApplicant } from './steps/ask-applicant.ts';
import { AssessConformity, AssessJustification } from './steps/assess.ts';
import { AssignCase } from './steps/assign-case.ts';
import { AttachFiles, RemoveAttachment } from './steps/attach-files.ts';
import { ChooseWay } from './steps/choose-way.ts';
import { ClassifyRequest } from './steps/classify-request.ts';
import { CorrectRequest } from './steps/correct-request.ts';
import { ForwardRequest, LapseRequest, WithdrawRequest } from './steps/end-request.ts';
import { RecordAnswer, StopWaiting } from './steps/end-waiting.ts';
import { RecordSatisfaction, ReviewProvision } from './steps/evaluate.ts';
import { ExplainDelay } from './steps/explain-delay.ts';
import { ExtendDeadline } from './steps/extend-deadline.ts';
import { CompleteFollowUp, DecideFollowUp } from './steps/follow-up.ts';
import { AcceptHandOver, HandOver, ReturnHandOver } from './steps/hand-over.ts';
import { Inform } from './steps/inform.ts';
import { LinkDuplicate } from './steps/link-duplicate.ts';
import { Perform, Prepare } from './steps/perform.ts';
import { ReceiveEvidence } from './steps/receive-evidence.ts';
import { HandOutResult, RecordResult } from './steps/record-result.ts';
import { RecountDeadline } from './steps/recount-deadline.ts';
import { RegisterRequest } from './steps/register-request.ts';
import { ReopenCase } from './steps/reopen-case.ts';
import { ReportMail } from './steps/report-mail.ts';
import { ResolveConflict } from './steps/resolve-conflict.ts';
import { AmendDecision, TakeDecision } from './steps/take-decision.ts';
import { VoidCase } from './steps/void-case.ts';
import { ReturnDecision, WithdrawDecision } from './steps/withdraw-decision.ts';

/** The steps that a routine request may take in one go, in the order in which they are given. */
const ROUTINE_STEPS = [
  AssessConformity,
  AssessJustification,
  TakeDecision,
  Inform,
  ChooseWay,
  Prepare,
  Perform,
  RecordResult,
  RecordSatisfaction,
  ReviewProvision,
] as const;

/** One of the steps of `finish-at-once`. */
export const RoutineStep = z.discriminatedUnion('kind', ROUTINE_STEPS);
export type RoutineStep = z.infer<typeof RoutineStep>;

/** Take several steps of a routine service together, all or none of them (requirement R64). */
export const FinishAtOnce = z.object({
  kind: z.literal('finish-at-once'),
  steps: z.array(RoutineStep).min(1).max(ROUTINE_STEPS.length),
});
export type FinishAtOnce = z.infer<typeof FinishAtOnce>;

/** What a person wants to do with a case. One command is one operation. */
export const CaseCommand = z.discriminatedUnion('kind', [
  RegisterRequest,
  AddNote,
  ClassifyRequest,
  AskApplicant,
  ReceiveEvidence,
  RecordAnswer,
  StopWaiting,
  ...ROUTINE_STEPS,
  ApproveDecision,
  ReturnDecision,
  AmendDecision,
  WithdrawDecision,
  HandOver,
  AcceptHandOver,
  ReturnHandOver,
  AssignCase,
  HandOutResult,
  DecideFollowUp,
  CompleteFollowUp,
  ExtendDeadline,
  ExplainDelay,
  ForwardRequest,
  WithdrawRequest,
  LapseRequest,
  ReopenCase,
  VoidCase,
  LinkDuplicate,
  AttachFiles,
  RemoveAttachment,
  FinishAtOnce,
  ReportMail,
  RecountDeadline,
  CorrectRequest,
  ResolveConflict,
]);
export type CaseCommand = z.infer<typeof CaseCommand>;
