import { z } from 'zod';
import { AddNote } from './steps/add-note.ts';
import { AssessConformity, AssessJustification } from './steps/assess.ts';
import { ClassifyRequest } from './steps/classify-request.ts';
import {
  ForwardRequest,
  LapseRequest,
  ReopenCase,
  VoidCase,
  WithdrawRequest,
} from './steps/close-otherwise.ts';
import { CompleteFollowUp, DecideFollowUp, RecordSatisfaction, ReviewProvision } from './steps/evaluate.ts';
import { ExtendDeadline } from './steps/extend-deadline.ts';
import { AcceptHandOver, AssignCase, HandOver, ReturnHandOver } from './steps/hand-over.ts';
import { Inform } from './steps/inform.ts';
import { LinkDuplicate } from './steps/link-duplicate.ts';
import { ChooseWay, HandOutResult, Perform, Prepare, RecordResult } from './steps/provide.ts';
import { RegisterRequest } from './steps/register-request.ts';
import {
  AmendDecision,
  ApproveDecision,
  ReturnDecision,
  TakeDecision,
  WithdrawDecision,
} from './steps/take-decision.ts';
import { AskApplicant, ReceiveEvidence, RecordAnswer } from './steps/wait-for-applicant.ts';

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
  ForwardRequest,
  WithdrawRequest,
  LapseRequest,
  ReopenCase,
  VoidCase,
  LinkDuplicate,
  FinishAtOnce,
]);
export type CaseCommand = z.infer<typeof CaseCommand>;
