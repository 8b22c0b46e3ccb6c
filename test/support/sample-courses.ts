import type { CaseEvent } from '#shared/case/case-event.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { Findings } from '#shared/case/facts/finding.ts';
import { OutcomeKind } from '#shared/case/facts/outcome.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { originOf } from './sample-cases.ts';
import { sampleId } from './sample-operations.ts';

const TODAY = PlainDate.parse('2026-10-09');
const MET = Findings.parse({ complete: { isMet: true, evidence: [] } });
const HANDED_OUT = { to: 'applicant', channel: 'counter', on: TODAY } as const;

/**
 * What follows a registration until a case has the status; nothing for the two in which it may begin. `deadline` is the
 * one that the registration gave.
 */
export function eventsUntil(
  status: CaseStatus,
  index: number,
  deadline: Extract<CaseEvent, { kind: 'registered' }>['deadline'],
): readonly CaseEvent[] {
  const origin = originOf(index);
  const decision: OperationId = sampleId(index);
  const decided = (needsApproval: boolean): CaseEvent => ({
    kind: 'decision-taken',
    origin,
    content: { kind: 'provide' },
    needsApproval,
    deadline,
  });
  switch (status) {
    case 'registered':
    case 'waiting-for-applicant':
      return [];
    case 'to-be-approved':
      return [...eventsUntil('to-be-decided', index, deadline), decided(true)];
    case 'voided':
      return [{ kind: 'case-voided', origin, reason: 'mistake', deadline }];
    default: {
      const course: readonly CaseEvent[] = [
        { kind: 'conformity-assessed', origin, findings: MET },
        { kind: 'justification-assessed', origin, findings: MET },
        decided(false),
        {
          kind: 'applicant-informed',
          origin,
          subject: 'decision',
          decision,
          channel: 'counter',
          sentOn: TODAY,
          deemedOn: TODAY,
          proof: { kind: 'spoken' },
          outcome: null,
        },
        { kind: 'way-chosen', origin, way: 'at-counter-now', reason: null, needsHandOver: false },
        {
          kind: 'result-recorded',
          origin,
          outcome: { kind: OutcomeKind.enum.fulfilled },
          what: 'done',
          documents: [],
          handedOut: null,
        },
        { kind: 'result-handed-out', origin, handedOut: HANDED_OUT },
        { kind: 'case-closed', origin },
      ];
      return course.slice(0, COURSE.indexOf(status) + 1);
    }
  }
}

/** The status after each event of the course. */
const COURSE: readonly CaseStatus[] = [
  'being-assessed',
  'to-be-decided',
  'to-be-informed',
  'decided-to-provide',
  'being-fulfilled',
  'ready-for-collection',
  'being-evaluated',
  'closed',
];

/** The statuses that a complete request can get to. */
export const LATER_STATUSES = CaseStatus.options.filter((status) => status !== 'waiting-for-applicant');
