import { z } from 'zod';
import { HandOverTarget, TypedTarget } from '#shared/case/facts/hand-over.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { Responsible } from '../staff-role.ts';
import { type Decided, made, refusedAs, refusedDetails, type StepContext } from '../step-context.ts';
import type { CaseAssigned } from './assign-case.ts';
import { reasoned } from './reasoned.ts';

/** Hand a case over, or escalate it; the sender stays responsible until it is accepted (requirement R52). */
export const HandOver = z.object({
  kind: z.literal('hand-over'),
  to: TypedTarget,
  isEscalation: z.boolean(),
  until: PlainDate.optional(),
  message: z.string(),
});

/** Accept what was handed over; for a partner the sender records that the partner accepted. */
export const AcceptHandOver = z.object({ kind: z.literal('accept-hand-over') });

/** Give back what was handed over, with the reason; the sender may take it back in the same way. */
export const ReturnHandOver = z.object({ kind: z.literal('return-hand-over'), reason: z.string() });

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
  responsible: Responsible,
});

export const HandOverReturned = z.object({
  kind: z.literal('hand-over-returned'),
  origin: EventOrigin,
  reason: z.string(),
});

/** CL57 */
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
  if (until !== undefined && until < today) details.add('/until', 'date-in-past');
  const isPossible =
    to.kind === 'partner'
      ? service.providers.some(({ external }) => external)
      : to.person !== state.responsible.person;
  if (!isPossible) details.add('/to', 'unknown-choice');
  const target = to.kind === 'partner' ? { ...to, partner: readPartner(to.partner, details) } : to;
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'handed-over', origin, to: target, isEscalation, until: until ?? null, message });
}

function readPartner(typed: string, details: Details): string {
  return details.required('/to/partner', typed, DETAIL_LIMITS.line);
}

/** CL58 */
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

/** CL59 */
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

export function afterHandOver(state: CaseState, event: z.infer<typeof HandedOver>): CaseState {
  const { origin, to, isEscalation, until, message } = event;
  return { ...state, handOver: { opId: origin.opId, from: origin.by, to, isEscalation, until, message } };
}

/** Whoever takes a case over answers for it, unless somebody else did meanwhile; provision can begin then. */
export function afterTakingOver(
  state: CaseState,
  event: z.infer<typeof HandOverAccepted | typeof CaseAssigned>,
): CaseState {
  if (event.kind === 'hand-over-accepted' && state.handOver === null) return state;
  const next = state.nextStep === 'handover' ? at(state, event, 'being-fulfilled', 'prepare') : {};
  return { ...state, ...next, handOver: null, responsible: event.responsible };
}

export function afterReturn(state: CaseState): CaseState {
  return { ...state, handOver: null };
}
