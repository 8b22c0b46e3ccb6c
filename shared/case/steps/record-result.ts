import { z } from 'zod';
import { OUTCOME_OF_CATALOGUE_KIND, Outcome } from '#shared/case/facts/outcome.ts';
import { HandedOut, ResultDocument, TypedDocument, TypedHandedOut } from '#shared/case/facts/provision.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { authorityFindings } from '#shared/person/authority-standing.ts';
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
  refusedDetails,
  type StepContext,
} from '../step-context.ts';

/** Record what came of it, and to whom it was handed out when it was (requirement R55). */
export const RecordResult = z.object({
  kind: z.literal('record-result'),
  outcome: z.string(),
  what: z.string(),
  documents: z.array(TypedDocument).max(50),
  handedOut: TypedHandedOut.optional(),
});

/** Record that a result that was ready was handed out. */
export const HandOutResult = z.object({ kind: z.literal('hand-out-result'), handedOut: TypedHandedOut });

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

/** CL42, CL43 */
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
  if (kind === 'refused' || kind === 'forwarded' || kind === 'withdrawn') {
    return refusedAs('outcome-has-own-command');
  }
  const details = new Details();
  const what = details.required('/what', command.what, DETAIL_LIMITS.note);
  const documents = command.documents.map((typed, index) => readDocument(typed, index, details));
  const handedOut =
    command.handedOut === undefined ? null : readHandedOut(command.handedOut, state, context, details);
  if (details.issues.length > 0) return refusedDetails(details);
  const outcome = { kind, outcome: named.id };
  return made({ kind: 'result-recorded', origin, outcome, what, documents, handedOut });
}

/** CL44 */
export function decideHandingOut(
  state: CaseState,
  command: z.infer<typeof HandOutResult>,
  context: StepContext,
): Decided {
  // Whoever the recipient comes to hands it out: no step of the catalogue says who.
  const obstacle = obstacleOfStep(context, 'hand-out') ?? obstacleOfOrder(state, 'hand-out');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const handedOut = readHandedOut(command.handedOut, state, context, details);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'result-handed-out', origin: context.origin, handedOut });
}

/** Of a need that could not be met there is nothing to hand out. */
export function afterResult(state: CaseState, event: z.infer<typeof ResultRecorded>): CaseState {
  const { outcome, what, documents, handedOut } = event;
  const next =
    handedOut === null && outcome.kind !== 'lapsed'
      ? at(state, event, 'ready-for-collection', 'hand-out')
      : at(state, event, 'being-evaluated', 'satisfaction');
  return { ...state, ...next, outcome, result: { what, documents, handedOut } };
}

export function afterHandingOut(state: CaseState, event: z.infer<typeof ResultHandedOut>): CaseState {
  const { result } = state;
  return {
    ...state,
    ...at(state, event, 'being-evaluated', 'satisfaction'),
    result: result === null ? null : { ...result, handedOut: event.handedOut },
  };
}

function readDocument(typed: z.infer<typeof TypedDocument>, index: number, details: Details): ResultDocument {
  const pointer = pointerOf(['documents', index]);
  const title = details.required(`${pointer}/title`, typed.title, DETAIL_LIMITS.line);
  const number = details.optional(`${pointer}/number`, typed.number, DETAIL_LIMITS.line);
  return { title, ...(number === undefined ? {} : { number }) };
}

function readHandedOut(
  { to, name: typed, channel, on, reason: given }: TypedHandedOut,
  { request: { representative } }: CaseState,
  { today, catalogue }: StepContext,
  details: Details,
): HandedOut {
  const name = details[to === 'other' ? 'required' : 'optional'](
    '/handedOut/name',
    typed,
    DETAIL_LIMITS.line,
  );
  if (!catalogue.channels.some(({ id }) => id === channel)) {
    details.add('/handedOut/channel', 'unknown-choice');
  }
  if (on > today) details.add('/handedOut/on', 'date-in-future');
  const isInQuestion =
    to === 'representative' &&
    representative !== undefined &&
    authorityFindings(representative, on).length > 0;
  // CL80
  const reason = isInQuestion
    ? details.required('/handedOut/reason', given, DETAIL_LIMITS.reason)
    : undefined;
  return {
    to,
    channel,
    on,
    ...(name === undefined ? {} : { name }),
    ...(reason === undefined ? {} : { reason }),
  };
}
