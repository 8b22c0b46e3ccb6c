import type { CaseEvent } from './case-event.ts';
import type { CaseStatus } from './case-status.ts';
import { type CaseCommandKind, type CommandPlace, LIFECYCLE } from './lifecycle.ts';

/** The command that makes each event. */
const COMMAND_OF_EVENT = {
  registered: 'register-request',
  classified: 'classify-request',
  'note-added': 'add-note',
  'applicant-asked': 'ask-applicant',
  'evidence-received': 'receive-evidence',
  'applicant-answered': 'record-answer',
  'waiting-stopped': 'stop-waiting',
  'conformity-assessed': 'assess-conformity',
  'justification-assessed': 'assess-justification',
  'decision-taken': 'take-decision',
  'decision-approved': 'approve-decision',
  'decision-returned': 'return-decision',
  'decision-amended': 'amend-decision',
  'decision-withdrawn': 'withdraw-decision',
  'applicant-informed': 'inform',
  'mail-sent': 'report-mail',
  'mail-failed': 'report-mail',
  'way-chosen': 'choose-way',
  'handed-over': 'hand-over',
  'hand-over-accepted': 'accept-hand-over',
  'hand-over-returned': 'return-hand-over',
  'case-assigned': 'assign-case',
  prepared: 'prepare',
  performed: 'perform',
  'result-recorded': 'record-result',
  'result-handed-out': 'hand-out-result',
  'satisfaction-recorded': 'record-satisfaction',
  'provision-reviewed': 'review-provision',
  'follow-up-decided': 'decide-follow-up',
  'follow-up-completed': 'complete-follow-up',
  'case-closed': 'review-provision',
  'deadline-extended': 'extend-deadline',
  'deadline-recounted': 'recount-deadline',
  'delay-explained': 'explain-delay',
  'request-forwarded': 'forward-request',
  'request-withdrawn': 'withdraw-request',
  'request-lapsed': 'lapse-request',
  'case-reopened': 'reopen-case',
  'case-voided': 'void-case',
  'duplicate-linked': 'link-duplicate',
  'files-attached': 'attach-files',
  'attachment-removed': 'remove-attachment',
  'request-corrected': 'correct-request',
  'conflict-resolved': 'resolve-conflict',
} as const satisfies Record<CaseEvent['kind'], CaseCommandKind>;

/**
 * Whether an event fits a case in this status: its command is allowed there (CL4). What a counter added to a case that
 * meanwhile went on elsewhere may not fit any more.
 */
export function fits(event: CaseEvent, status: CaseStatus): boolean {
  const from: readonly CommandPlace[] = LIFECYCLE[COMMAND_OF_EVENT[event.kind]].from;
  return from.includes(status);
}
