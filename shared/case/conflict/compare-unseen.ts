import type { RequestFields } from '#shared/case/request/request-fields.ts';
import { isSame } from '#shared/case/steps/correct-request.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { CaseCommand } from '../case-command.ts';
import type { CaseEvent } from '../case-event.ts';
import type { CaseState } from '../case-state.ts';
import { decide } from '../decide.ts';
import type { DecideContext } from '../decide-context.ts';
import type { EventOrigin } from '../event-origin.ts';
import { evolve, foldCase } from '../evolve.ts';
import { caseFieldsOf } from './case-fields.ts';
import type { Conflict, FieldConflict, FieldTouch } from './conflict.ts';
import { isDecidedOn, needsPerson } from './field-group.ts';

/** A case as it is, and up to where the author of an operation knew it. */
export interface Unseen {
  /** Every event of the case in order, and the case's version with it. */
  readonly course: readonly { readonly version: number; readonly event: CaseEvent }[];
  /** The version that the centre had confirmed to the author's device; what that device added itself it knew too. */
  readonly confirmedVersion: number;
}

/** What an operation and what its author had not seen make of each other. */
export interface Comparison {
  readonly conflict: Conflict;
  /** Why a person has to choose; undefined when the two merge by themselves (CF2 to CF6). */
  readonly ground: 'changed-meanwhile' | 'decided-meanwhile' | undefined;
  /** The rules allowed the operation on the case as its author saw it. */
  readonly wasAllowed: boolean;
}

/**
 * Compares what an operation would have made of the case that its author saw with what became of the case since.
 * Undefined when there is nothing that the author had not seen. Neither clocks nor the order of arrival decide here.
 */
export function compareUnseen(
  { course, confirmedVersion }: Unseen,
  command: CaseCommand,
  context: DecideContext,
): Comparison | undefined {
  const { origin } = context;
  const isSeen = (one: Unseen['course'][number]): boolean =>
    one.version <= confirmedVersion || one.event.origin.replica === origin.replica;
  if (course.every(isSeen)) return undefined;
  const seen = course.filter(isSeen).map(({ event }) => event);
  const base = foldCase(seen);
  const decided = decide(base, command, context);
  const mine = decided.ok ? decided.value.reduce<CaseState | undefined>(evolve, base) : base;
  const theirs = foldCase(course.map(({ event }) => event));
  const [baseFields, mineFields, theirFields] = [base, mine, theirs].map(caseFieldsOf) as [
    RequestFields,
    RequestFields,
    RequestFields,
  ];
  const touches = lastTouches(course, isSeen);
  const rows = [...new Set([...baseFields.keys(), ...mineFields.keys(), ...theirFields.keys()])].flatMap(
    (field): FieldConflict[] => {
      const [b, m, t] = [valueIn(baseFields, field), valueIn(mineFields, field), valueIn(theirFields, field)];
      const theirsBy = isSame(b, t) ? null : (touches.get(field) ?? null);
      return isSame(b, m) ? [] : [{ field, base: b, mine: m, theirs: t, theirsBy }];
    },
  );
  const isDecided = theirs?.decision != null && theirs.decision.opId !== base?.decision?.opId;
  const differs = ({ field, mine: m, theirs: t, theirsBy }: FieldConflict): boolean =>
    theirsBy !== null && !isSame(m, t) && needsPerson(field);
  const rests = ({ field, mine: m, theirs: t }: FieldConflict): boolean =>
    isDecided && isDecidedOn(field) && !isSame(m, t);
  const isForPerson = (row: FieldConflict): boolean => differs(row) || rests(row);
  const ground = rows.some(rests)
    ? 'decided-meanwhile'
    : rows.some(differs)
      ? 'changed-meanwhile'
      : undefined;
  const standing = contextRows(rows, [baseFields, mineFields, theirFields], touches, ground);
  return {
    ground,
    wasAllowed: decided.ok,
    conflict: {
      version: course.at(-1)?.version ?? 0,
      baseAt: seen.at(-1)?.origin.at ?? null,
      mineBy: touchOf(origin),
      fields: [...standing, ...rows.filter(isForPerson)],
      others: rows.filter((row) => !isForPerson(row) && !isSame(row.mine, row.theirs)),
    },
  };
}

/** What a person has to see besides the fields themselves: the decision that was taken, or where the case stands now. */
function contextRows(
  rows: readonly FieldConflict[],
  [base, mine, theirs]: readonly [RequestFields, RequestFields, RequestFields],
  touches: ReadonlyMap<string, FieldTouch>,
  ground: Comparison['ground'],
): readonly FieldConflict[] {
  const field = ground === 'decided-meanwhile' ? '/decision' : '/status';
  if (ground === 'changed-meanwhile' || rows.some((row) => row.field === field && row.theirsBy !== null))
    return [];
  const [b, m, t] = [valueIn(base, field), valueIn(mine, field), valueIn(theirs, field)];
  return isSame(b, t) ? [] : [{ field, base: b, mine: m, theirs: t, theirsBy: touches.get(field) ?? null }];
}

/** For each field that something unseen changed, what changed it last. */
function lastTouches(
  course: Unseen['course'],
  isSeen: (one: Unseen['course'][number]) => boolean,
): ReadonlyMap<string, FieldTouch> {
  const touches = new Map<string, FieldTouch>();
  let state: CaseState | undefined;
  let fields: RequestFields | undefined;
  for (const one of course) {
    const before = fields ?? caseFieldsOf(state);
    state = evolve(state, one.event);
    if (isSeen(one)) {
      fields = undefined;
      continue;
    }
    const after = caseFieldsOf(state);
    for (const field of new Set([...before.keys(), ...after.keys()])) {
      if (!isSame(valueIn(before, field), valueIn(after, field)))
        touches.set(field, touchOf(one.event.origin));
    }
    fields = after;
  }
  return touches;
}

function touchOf({ by, at, office, counter }: EventOrigin): FieldTouch {
  return { by, at, office, counter };
}

function valueIn(fields: RequestFields, field: string): Json {
  return fields.get(field) ?? null;
}
