import type { CaseState } from '#shared/case/case-state.ts';
import { stageOf } from '#shared/case/case-status.ts';
import { queueColumnsOf } from '#shared/case/queue-urgency.ts';
import type { ServiceCaseTable } from './schema.ts';

/**
 * A case's row but for its identity and version: the state, and beside it what queues and searches ask for. Only a
 * clock that runs has a due date there; what is closed or voided has the time of that.
 */
export function caseColumns(state: CaseState): Omit<ServiceCaseTable, 'institution' | 'case_id' | 'version'> {
  const { reference, status, request } = state;
  const { clock, tooLateAt } = queueColumnsOf(state);
  return {
    reference,
    office: state.office,
    service: request.service,
    variant: request.variant ?? null,
    status,
    stage: stageOf(state),
    received_at: state.receivedAt,
    due_at: tooLateAt,
    clock,
    closed_at: status === 'closed' || status === 'voided' ? state.stepStartedAt : null,
    responsible: state.responsible.person,
    catalogue: state.catalogue,
    calendar: state.calendar,
    state: JSON.stringify(state),
  };
}
