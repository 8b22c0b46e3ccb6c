import { StaffRole } from '#shared/case/staff-role.ts';
import { findStep, rolesOfStep } from '#shared/case/step-context.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';

/** Who may do the step, by role (CL12, CL28, CL49); what is filled in or handed over is everybody's. */
export function rolesFor(nextStep: string, service: PublicService): readonly StaffRole[] {
  switch (nextStep) {
    case 'fill':
    case 'handover':
    case 'none':
      return StaffRole.options;
    case 'followup':
      return ['portfolio-manager', 'service-manager'];
    case 'approve':
      return StaffRole.options.filter(
        (one) => one === 'portfolio-manager' || one === 'service-manager' || one === service.approval?.byRole,
      );
    default:
      return rolesOfStep(service, nextStep);
  }
}

/**
 * The roles that the step is for, to be named to people: those of the catalogue, or whoever else may do it. The manager,
 * who may do every step, is not named where somebody nearer is.
 */
export function namedRolesFor(nextStep: string, service: PublicService): readonly string[] {
  if (nextStep === 'approve' && service.approval !== undefined) return [service.approval.byRole];
  const step = findStep(service, nextStep);
  return step === undefined
    ? rolesFor(nextStep, service)
    : [step.responsibleRole, ...step.coResponsibleRoles];
}
