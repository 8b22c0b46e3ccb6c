import { z } from 'zod';
import { ChecklistItem, TypedChecklist } from '#shared/case/facts/provision.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
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
  type StepContext,
} from '../step-context.ts';

/** Record what was made ready (requirement R53). */
export const Prepare = z.object({ kind: z.literal('prepare'), items: TypedChecklist });

/** Record which actions of the service were done (requirement R54). */
export const Perform = z.object({ kind: z.literal('perform'), actions: TypedChecklist });

export const Prepared = z.object({
  kind: z.literal('prepared'),
  origin: EventOrigin,
  items: z.array(ChecklistItem),
});

export const Performed = z.object({
  kind: z.literal('performed'),
  origin: EventOrigin,
  actions: z.array(ChecklistItem),
});

/** CL40 */
export function decidePreparation(
  state: CaseState,
  command: z.infer<typeof Prepare>,
  context: StepContext,
): Decided {
  const obstacle =
    obstacleOfStep(context, 'prepare') ?? obstacleOfOrder(state, 'handover', 'prepare', 'perform');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const items = readChecklist('items', command.items, details);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'prepared', origin: context.origin, items });
}

/** CL41 */
export function decidePerformance(
  state: CaseState,
  command: z.infer<typeof Perform>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'perform') ?? obstacleOfOrder(state, 'perform', 'record');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const actions = readChecklist('actions', command.actions, details);
  if (actions.length === 0) details.add('/actions', 'required');
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'performed', origin: context.origin, actions });
}

export function afterPreparation(state: CaseState, event: z.infer<typeof Prepared>): CaseState {
  const next = at(state, event, 'being-fulfilled', isAllDone(event.items) ? 'perform' : 'prepare');
  return { ...state, ...next, preparation: event.items };
}

export function afterPerformance(state: CaseState, event: z.infer<typeof Performed>): CaseState {
  const next = at(state, event, 'being-fulfilled', isAllDone(event.actions) ? 'record' : 'perform');
  return { ...state, ...next, actions: event.actions };
}

function isAllDone(items: readonly ChecklistItem[]): boolean {
  return items.every(({ isDone }) => isDone);
}

function readChecklist(member: string, typed: TypedChecklist, details: Details): ChecklistItem[] {
  return typed.map(({ text, isDone }, index) => ({
    text: details.required(pointerOf([member, index, 'text']), text, DETAIL_LIMITS.line),
    isDone,
  }));
}
