import { z } from 'zod';
import { needsPerson } from '#shared/case/conflict/field-group.ts';
import { correctableFields } from '#shared/case/request/correctable-fields.ts';
import { missingEvidence } from '#shared/case/request/parse-evidence.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import {
  type RequestFields,
  requestFieldsOf,
  withFields,
  withRecordedFields,
} from '#shared/case/request/request-fields.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { JsonValue } from '#shared/kernel/json-value.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { refused } from '#shared/kernel/result.ts';
import { broughtBy, recounted } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, refusedDetails, type StepContext } from '../step-context.ts';
import { afterWaiting } from './end-waiting.ts';
import { clockAfterEvidence, isStillWaiting } from './receive-evidence.ts';

/** Another value for one field of a request, and the one that its author saw. Null where there is no answer. */
export const FieldCorrection = z.object({
  /** Its pointer in the request. */
  field: z.string().max(200),
  base: JsonValue,
  value: JsonValue,
});
export type FieldCorrection = z.infer<typeof FieldCorrection>;

/** Correct what was registered. */
export const CorrectRequest = z.object({
  kind: z.literal('correct-request'),
  changes: z.array(FieldCorrection).min(1).max(100),
  reason: z.string().optional(),
});
export type CorrectRequest = z.infer<typeof CorrectRequest>;

/** What another person had written meanwhile, and who. */
const Overtaken = z.object({ by: PersonId, at: Instant, opId: OperationId });

/** A field as it was before and as it became. */
const CorrectedField = z.object({
  field: z.string(),
  before: JsonValue,
  value: JsonValue,
  /** `before` was another person's value that the author had not seen (CF4). */
  overtook: Overtaken.optional(),
});

/** What was registered was corrected. */
export const RequestCorrected = z.object({
  kind: z.literal('request-corrected'),
  origin: EventOrigin,
  changes: z.array(CorrectedField).min(1),
  reason: z.string().nullable(),
  missing: z.array(z.string()),
  deadline: CaseDeadline,
});
export type RequestCorrected = z.infer<typeof RequestCorrected>;

/** CL84 to CL87 */
export function decideCorrection(state: CaseState, command: CorrectRequest, context: StepContext): Decided {
  return decideCorrected(state, command, context, 'mine');
}

/**
 * What corrections make of a request. Of a field that another person changed meanwhile, `mine` leaves the choice to a
 * person where its group asks for one, and `chosen` is that person's choice (CF3, CF4, CF9).
 */
export function decideCorrected(
  state: CaseState,
  { changes, reason: typed }: Pick<CorrectRequest, 'changes' | 'reason'>,
  context: StepContext,
  made_: 'mine' | 'chosen',
): Decided {
  const { origin, catalogue, service } = context;
  const { request } = state;
  const details = new Details();
  const reason = details.optional('/reason', typed, DETAIL_LIMITS.reason);
  const correctable = new Set(correctableFields(request, service, catalogue));
  const seen = new Set<string>();
  for (const { field } of changes) {
    if (!correctable.has(field) || seen.has(field))
      details.add(pointerOf(['changes', field]), 'unknown-choice');
    seen.add(field);
  }
  const differing = changes.filter(({ base, value }) => !isSame(base, value));
  const needsReason = differing.some(({ field }) => needsPerson(field)) && made_ === 'mine';
  if (needsReason && reason === undefined && details.issues.length === 0) details.add('/reason', 'required');
  if (details.issues.length > 0) return refusedDetails(details);
  if (differing.length === 0) return refusedAs('nothing-changed');
  // CL86: an answer on which a decision rests is changed by changing the decision.
  const isAnswer = ({ field }: FieldCorrection): boolean => field.startsWith('/values/');
  if (state.decision !== null && differing.some(isAnswer)) return refusedAs('decided-already');

  const receivedOn = localDateOf(state.receivedAt);
  const draft = RequestDraft.parse(withFields(request, differing));
  const parsed = parseRequest(draft, { catalogue, receivedOn });
  if (!parsed.ok) return refused({ code: 'request-not-valid', issues: parsed.problem });
  const [old, now] = [readAgain(request, context, state), requestFieldsOf(parsed.value.request)];
  const standing = requestFieldsOf(request);
  const valueIn = (fields: RequestFields, field: string): Json => fields.get(field) ?? null;
  const isOvertaking = ({ field, base }: FieldCorrection): boolean =>
    !isSame(valueIn(standing, field), base) && !isSame(valueIn(standing, field), valueIn(now, field));
  const overtaking = differing.filter(isOvertaking);
  if (overtaking.some(({ field }) => made_ === 'chosen' || needsPerson(field))) {
    return refusedAs('changed-meanwhile');
  }
  const overtakes = new Set(overtaking.map(({ field }) => field));
  // What a person wrote, and what follows from it: an answer that is asked no more, evidence that is needed now.
  const follow = [...new Set([...old.keys(), ...now.keys()])].filter(
    (field) => !isSame(valueIn(old, field), valueIn(now, field)),
  );
  const fields = [...new Set([...differing.map(({ field }) => field), ...follow])].map((field) => {
    const author = state.corrected?.[field];
    return {
      field,
      before: valueIn(standing, field),
      value: valueIn(now, field),
      ...(overtakes.has(field) && author !== undefined ? { overtook: { ...author } } : {}),
    };
  });
  const evidence = withRecordedFields(request, fields).evidence;
  const missing = fields.some(({ field }) => field.startsWith('/evidence/'))
    ? [...missingEvidence(service.evidence, evidence)]
    : [...state.missing];
  return made({
    kind: 'request-corrected',
    origin,
    changes: fields,
    reason: reason ?? null,
    missing,
    deadline: recounted(state, clockAfterEvidence(state, missing, origin), context),
  });
}

/** The fields of the request as they are read today, so that only what a correction changes differs from them. */
function readAgain(
  request: CaseState['request'],
  { catalogue }: StepContext,
  { receivedAt }: CaseState,
): RequestFields {
  const again = parseRequest(RequestDraft.parse(request), { catalogue, receivedOn: localDateOf(receivedAt) });
  return requestFieldsOf(again.ok ? again.value.request : request);
}

/** CL85, CL87 */
export function afterCorrection(state: CaseState, event: RequestCorrected): CaseState {
  const { origin, changes, missing } = event;
  const author = { by: origin.by, at: origin.at, opId: origin.opId };
  const corrected = {
    ...state,
    request: withRecordedFields(state.request, changes),
    corrected: { ...state.corrected, ...Object.fromEntries(changes.map(({ field }) => [field, author])) },
    missing,
    clock: clockAfterEvidence(state, missing, origin),
    deadline: broughtBy(event, state),
  };
  return isStillWaiting(state, missing) ? corrected : afterWaiting(corrected, event);
}

/** Whether two values of a field are the same, however their members are ordered. */
export function isSame(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
