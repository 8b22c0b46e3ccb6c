import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import type { FieldDefinition } from '../field-definition.ts';
import {
  type FieldContext,
  type FieldType,
  isBlank,
  type Refuse,
  readAsText,
  strict,
  TYPED_TEXT,
} from '../field-type.ts';

/** A date, typed as `24.11.2026`, `24.11.26` or `2026-11-24`. */
export const date: FieldType = {
  kind: 'date',
  screen: { kind: 'date' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition, context) =>
    strict((raw, refuse) => {
      const latest = definition.validation.notFuture === true ? context.receivedOn : undefined;
      const typed = typeof raw === 'string' ? findTypedDate(raw, latest) : undefined;
      return typed === undefined ? refuse('not-a-date') : checkLimits(definition, typed, context, refuse);
    }),
  conditionValue: (raw) => (typeof raw === 'string' ? findTypedDate(raw) : undefined),
  read: (_definition, value) => (typeof value === 'string' ? { kind: 'date', on: value } : readAsText(value)),
};

/** All limits are inclusive and counted from the date of receipt (`docs/checking.md` FD11). */
function checkLimits(
  definition: FieldDefinition,
  value: PlainDate,
  context: FieldContext,
  refuse: Refuse,
): PlainDate {
  const limits = definition.validation;
  const today = context.receivedOn;
  if (limits.notFuture === true && value > today) return refuse('date-in-future');
  if (limits.notPast === true && value < today) return refuse('date-in-past');
  if (limits.maxAgeDays !== undefined) {
    const earliest = addDays(today, -limits.maxAgeDays);
    if (value < earliest) return refuse('date-too-early', { earliest });
  }
  if (limits.minDaysAhead !== undefined) {
    const earliest = addDays(today, limits.minDaysAhead);
    if (value < earliest) return refuse('date-too-early', { earliest });
  }
  if (limits.maxDaysAhead !== undefined) {
    const latest = addDays(today, limits.maxDaysAhead);
    if (value > latest) return refuse('date-too-late', { latest });
  }
  const other = limits.notBeforeField === undefined ? undefined : context.valueOf(limits.notBeforeField);
  if (typeof other === 'string' && value < other) return refuse('date-too-early', { earliest: other });
  return value;
}
