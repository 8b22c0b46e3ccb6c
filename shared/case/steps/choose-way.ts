import { z } from 'zod';
import { WayOfProvision } from '#shared/case/facts/provision.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import {
  type Decided,
  made,
  obstacleOfOrder,
  obstacleOfStep,
  refusedDetails,
  rolesOfStep,
  type StepContext,
} from '../step-context.ts';

/** Choose where and how the result is provided (requirement R51). */
export const ChooseWay = z.object({
  kind: z.literal('choose-way'),
  way: WayOfProvision,
  reason: z.string().optional(),
});

export const WayChosen = z.object({
  kind: z.literal('way-chosen'),
  origin: EventOrigin,
  way: WayOfProvision,
  reason: z.string().nullable(),
  /** Whether somebody else has to take the case over for the provision. */
  needsHandOver: z.boolean(),
});

/** CL38, CL39 */
export function decideWay(
  state: CaseState,
  command: z.infer<typeof ChooseWay>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'way') ?? obstacleOfOrder(state, 'way', 'handover', 'prepare');
  if (obstacle !== undefined) return obstacle;
  const { origin, service } = context;
  const { way } = command;
  const isThroughPartner = way === 'through-partner';
  const details = new Details();
  if (isThroughPartner && !service.providers.some(({ external }) => external)) {
    details.add('/way', 'unknown-choice');
  }
  const reason = details.optional('/reason', command.reason, DETAIL_LIMITS.reason) ?? null;
  if (details.issues.length > 0) return refusedDetails(details);
  const needsHandOver = isThroughPartner || !rolesOfStep(service, 'prepare').includes(state.responsible.role);
  return made({ kind: 'way-chosen', origin, way, reason, needsHandOver });
}

export function afterWay(state: CaseState, event: z.infer<typeof WayChosen>): CaseState {
  const { way, reason, needsHandOver } = event;
  const next = at(state, event, 'being-fulfilled', needsHandOver ? 'handover' : 'prepare');
  return { ...state, ...next, way: { way, reason } };
}
