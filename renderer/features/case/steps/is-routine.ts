import type { CaseState } from '#shared/case/case-state.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import { rolesOfStep } from '#shared/case/step-context.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';

const STEPS = ['conformity', 'justification', 'decide', 'inform', 'way', 'prepare', 'perform', 'record'];

/**
 * Whether one person in this role may do everything from the assessment to the result, so that it can be done in one
 * go (requirement R64): every step is theirs, nobody else has to approve, and nobody has to take the case over.
 */
export function isRoutine(
  { nextStep, handOver, responsible }: Pick<CaseState, 'nextStep' | 'handOver' | 'responsible'>,
  service: PublicService,
  role: StaffRole,
): boolean {
  return (
    nextStep === 'conformity' &&
    handOver === null &&
    service.approval === undefined &&
    STEPS.every((step) => rolesOfStep(service, step).includes(role)) &&
    rolesOfStep(service, 'prepare').includes(responsible.role)
  );
}
