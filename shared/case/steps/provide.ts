import { z } from 'zod';
import { OUTCOME_OF_CATALOGUE_KIND, Outcome } from '#shared/case/facts/outcome.ts';
import { ChecklistItem, HandedOut, ResultDocument, WayOfProvision } from '#shared/case/facts/provision.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { refused } from '#shared/kernel/result.ts';
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
  refusedAs,
  type StepContext,
} from '../step-context.ts';

/** Choose where and how the result is provided (requirement R51). */
export const ChooseWay = z.object({
  kind: z.literal('choose-way'),
  way: WayOfProvision,
  reason: z.string().optional(),
});

/** Record what was made ready (requirement R53). */
export const Prepare = z.object({ kind: z.literal('prepare'), items: z.array(ChecklistItem).max(50) });

/** Record which actions of the service were done (requirement R54). */
export const Perform = z.object({ kind: z.literal('perform'), actions: z.array(ChecklistItem).max(50) });

/** Record what came of it, and to whom it was handed out when it was (requirement R55). */
export const RecordResult = z.object({
  kind: z.literal('record-result'),
  outcome: z.string(),
  what: z.string(),
  documents: z.array(ResultDocument).max(50),
  handedOut: HandedOut.optional(),
});

/** Record that a result that was ready was handed out. */
export const HandOutResult = z.object({ kind: z.literal('hand-out-result'), handedOut: HandedOut });

export const WayChosen = z.object({
  kind: z.literal('way-chosen'),
  origin: EventOrigin,
  way: WayOfProvision,
  reason: z.string().nullable(),
});

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

export const ResultRecorded = z.object({
  kind: z.literal('result-recorded'),
  origin: EventOrigin,
  outcome: Outcome,
  what: z.string(),
  documents: z.array(ResultDocument),
  handedOut: HandedOut.nullable(),
});

export const ResultHandedOut = z.object({
  kind: z.literal('result-handed-out'),
  origin: EventOrigin,
  handedOut: HandedOut,
});

/** CL25 */
export function decideWay(
  state: CaseState,
  command: z.infer<typeof ChooseWay>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'way') ?? obstacleOfOrder(state, 'way', 'prepare');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const reason = details.optional('/reason', command.reason, DETAIL_LIMITS.reason);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({ kind: 'way-chosen', origin: context.origin, way: command.way, reason: reason ?? null });
}

/** CL29 */
export function decidePreparation(
  state: CaseState,
  { items }: z.infer<typeof Prepare>,
  context: StepContext,
): Decided {
  return (
    obstacleOfStep(context, 'prepare') ??
    obstacleOfOrder(state, 'prepare', 'perform') ??
    made({ kind: 'prepared', origin: context.origin, items })
  );
}

/** CL30 */
export function decidePerformance(
  state: CaseState,
  { actions }: z.infer<typeof Perform>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'perform') ?? obstacleOfOrder(state, 'perform', 'record');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  if (actions.length === 0) details.add('/actions', 'required');
  actions.forEach(({ isDone }, index) => {
    if (!isDone) details.add(pointerOf(['actions', index]), 'required');
  });
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({ kind: 'performed', origin: context.origin, actions });
}

/** CL31 */
export function decideResult(
  state: CaseState,
  command: z.infer<typeof RecordResult>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'record') ?? obstacleOfOrder(state, 'record');
  if (obstacle !== undefined) return obstacle;
  const { service, origin } = context;
  const named = service.outcomes.find(({ id }) => id === command.outcome);
  if (named === undefined) return refusedAs('outcome-not-of-service');
  const kind = OUTCOME_OF_CATALOGUE_KIND[named.kind];
  // Refusing, forwarding and withdrawing have commands of their own, which ask for what belongs to them.
  if (kind === 'refused' || kind === 'forwarded' || kind === 'withdrawn')
    return refusedAs('outcome-against-decision');
  const details = new Details();
  const what = details.required('/what', command.what, DETAIL_LIMITS.note);
  checkHandedOut(command.handedOut, context, details);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({
    kind: 'result-recorded',
    origin,
    outcome: { kind, outcome: named.id },
    what,
    documents: command.documents,
    handedOut: command.handedOut ?? null,
  });
}

/** CL32 */
export function decideHandingOut(
  state: CaseState,
  command: z.infer<typeof HandOutResult>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'record') ?? obstacleOfOrder(state, 'hand-out');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  checkHandedOut(command.handedOut, context, details);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({ kind: 'result-handed-out', origin: context.origin, handedOut: command.handedOut });
}

export function afterWay(state: CaseState, event: z.infer<typeof WayChosen>): CaseState {
  const { way, reason } = event;
  return { ...state, ...at(event, 'being-fulfilled', 'prepare'), way: { way, reason } };
}

export function afterPreparation(state: CaseState, event: z.infer<typeof Prepared>): CaseState {
  const isReady = event.items.every(({ isDone }) => isDone);
  const next = at(event, 'being-fulfilled', isReady ? 'perform' : 'prepare');
  return { ...state, ...next, preparation: event.items };
}

export function afterPerformance(state: CaseState, event: z.infer<typeof Performed>): CaseState {
  return { ...state, ...at(event, 'being-fulfilled', 'record'), actions: event.actions };
}

export function afterResult(state: CaseState, event: z.infer<typeof ResultRecorded>): CaseState {
  const { outcome, what, documents, handedOut } = event;
  const next =
    handedOut === null
      ? at(event, 'ready-for-collection', 'hand-out')
      : at(event, 'being-evaluated', 'satisfaction');
  return { ...state, ...next, outcome, result: { what, documents, handedOut } };
}

export function afterHandingOut(state: CaseState, event: z.infer<typeof ResultHandedOut>): CaseState {
  const { result } = state;
  return {
    ...state,
    ...at(event, 'being-evaluated', 'satisfaction'),
    result: result === null ? null : { ...result, handedOut: event.handedOut },
  };
}

function checkHandedOut(
  handedOut: HandedOut | undefined,
  { today, catalogue }: StepContext,
  details: Details,
): void {
  if (handedOut === undefined) return;
  if (handedOut.to === 'other' && handedOut.name === undefined) details.add('/handedOut/name', 'required');
  if (!catalogue.channels.some(({ id }) => id === handedOut.channel))
    details.add('/handedOut/channel', 'unknown-choice');
  if (handedOut.on > today) details.add('/handedOut/on', 'date-in-future');
}
