import { z } from 'zod';
import { HandOverTarget } from '#shared/case/facts/hand-over.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { refused } from '#shared/kernel/result.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { StaffRole } from '../staff-role.ts';
import { type Decided, made, refusedAs, type StepContext } from '../step-context.ts';
import { reasoned } from './reasoned.ts';

/** Hand a case over, or escalate it; the sender stays responsible until it is accepted (requirement R52). */
export const HandOver = z.object({
  kind: z.literal('hand-over'),
  to: HandOverTarget,
  isEscalation: z.boolean(),
  until: PlainDate.optional(),
  message: z.string(),
});

/** Accept what was handed over; for a partner the sender records that the partner accepted. */
export const AcceptHandOver = z.object({ kind: z.literal('accept-hand-over') });

/** Give back what was handed over, with the reason; the sender may take it back in the same way. */
export const ReturnHandOver = z.object({ kind: z.literal('return-hand-over'), reason: z.string() });

/** Make a person responsible at once, as a manager may (requirement R31). */
export const AssignCase = z.object({
  kind: z.literal('assign-case'),
  person: PersonId,
  role: StaffRole,
  reason: z.string(),
});

export const HandedOver = z.object({
  kind: z.literal('handed-over'),
  origin: EventOrigin,
  to: HandOverTarget,
  isEscalation: z.boolean(),
  until: PlainDate.nullable(),
  message: z.string(),
});

export const HandOverAccepted = z.object({
  kind: z.literal('hand-over-accepted'),
  origin: EventOrigin,
  responsible: z.object({ person: PersonId, role: StaffRole }),
});

export const HandOverReturned = z.object({
  kind: z.literal('hand-over-returned'),
  origin: EventOrigin,
  reason: z.string(),
});

export const CaseAssigned = z.object({
  kind: z.literal('case-assigned'),
  origin: EventOrigin,
  responsible: z.object({ person: PersonId, role: StaffRole }),
  reason: z.string(),
});

/** CL26 */
export function decideHandOver(
  state: CaseState,
  command: z.infer<typeof HandOver>,
  context: StepContext,
): Decided {
  if (state.handOver !== null) return refusedAs('handed-over-already');
  const { origin, service, today } = context;
  const { to, isEscalation, until } = command;
  const details = new Details();
  const message = details.required('/message', command.message, DETAIL_LIMITS.note);
  if (until !== undefined && until < today) details.add('/until', 'date-not-later');
  if (to.kind === 'partner' && !service.providers.some(({ external }) => external)) {
    details.add('/to', 'unknown-choice');
  }
  if (to.kind === 'person' && to.person === state.responsible.person) details.add('/to', 'unknown-choice');
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({ kind: 'handed-over', origin, to, isEscalation, until: until ?? null, message });
}

/** CL27 */
export function decideAcceptance(
  { handOver, responsible }: CaseState,
  _command: z.infer<typeof AcceptHandOver>,
  { origin }: StepContext,
): Decided {
  if (handOver === null) return refusedAs('nothing-handed-over');
  const { to } = handOver;
  switch (to.kind) {
    case 'person':
      if (to.person !== origin.by) return refusedAs('not-handed-over-to-you');
      return made({
        kind: 'hand-over-accepted',
        origin,
        responsible: { person: to.person, role: origin.role },
      });
    case 'partner':
      // Somebody of the institution stays answerable for what a partner does.
      return made({ kind: 'hand-over-accepted', origin, responsible });
  }
}

/** CL27 */
export function decideReturn(
  { handOver }: CaseState,
  command: z.infer<typeof ReturnHandOver>,
  { origin }: StepContext,
): Decided {
  if (handOver === null) return refusedAs('nothing-handed-over');
  const { to, from } = handOver;
  const isConcerned = to.kind === 'partner' || to.person === origin.by || from === origin.by;
  if (!isConcerned) return refusedAs('not-handed-over-to-you');
  return reasoned(command.reason, (reason) => ({ kind: 'hand-over-returned', origin, reason }));
}

/** CL28 */
export function decideAssignment(
  _state: CaseState,
  { person, role, reason }: z.infer<typeof AssignCase>,
  { origin }: StepContext,
): Decided {
  return reasoned(reason, (text) => ({
    kind: 'case-assigned',
    origin,
    responsible: { person, role },
    reason: text,
  }));
}

export function afterHandOver(state: CaseState, event: z.infer<typeof HandedOver>): CaseState {
  const { origin, to, isEscalation, until, message } = event;
  return { ...state, handOver: { opId: origin.opId, from: origin.by, to, isEscalation, until, message } };
}

export function afterTakingOver(
  state: CaseState,
  event: z.infer<typeof HandOverAccepted | typeof CaseAssigned>,
): CaseState {
  return { ...state, handOver: null, responsible: event.responsible };
}

export function afterReturn(state: CaseState): CaseState {
  return { ...state, handOver: null };
}
