import { z } from 'zod';
import { hasVisibleCharacter } from '#shared/kernel/clean-text.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { ConditionValue } from './condition.ts';
import type { FieldDefinition, FieldKind } from './field-definition.ts';
import type { FieldIssueCode } from './field-issue.ts';
import type { FieldValue, ReadValue } from './field-value.ts';

/** What a strict check may look at besides the answer itself. */
export interface FieldContext {
  /** Date of receipt in Latvia; day limits are counted from it. */
  readonly receivedOn: PlainDate;
  /** What another field of the same form accepts by itself; `undefined` when it is hidden, unanswered or refused. */
  readonly valueOf: (fieldId: string) => FieldValue | undefined;
  /** Takes a finding that does not stop the submission. */
  readonly warn: (issue: Issue) => void;
}

/**
 * One kind of field: the lenient validator of a draft, the strict one of a submission and the read view, all from one
 * definition of the catalogue. A strict validator accepts its own output unchanged, because the centre checks again
 * what the counter has normalised (property of every type, `docs/checking.md` FD2).
 */
export interface FieldType {
  readonly kind: FieldKind;
  /** What the screen may hold while typing. Anything else is dropped from a draft as unreadable. */
  readonly draft: z.ZodType;
  /** Whether nothing was answered. */
  isEmpty(raw: unknown): boolean;
  /** The strict validator: from the raw answer to the value of the record, or issues with literal codes. */
  submission(definition: FieldDefinition, context: FieldContext): z.ZodType<FieldValue>;
  /** What conditions see of a raw answer: the same before and after it was accepted (FD4). */
  conditionValue(raw: unknown): ConditionValue;
  /** How an accepted value is read. */
  read(definition: FieldDefinition, value: FieldValue): ReadValue;
}

/** Reports what is wrong with a raw answer: a code, the numbers its sentence needs, and the place inside the answer. */
export type Refuse = (
  code: FieldIssueCode,
  params?: Issue['params'],
  path?: readonly string[],
) => typeof z.NEVER;

/** A strict validator from a function that gives the value or refuses. */
export function strict(check: (raw: unknown, refuse: Refuse) => FieldValue): z.ZodType<FieldValue> {
  return z.unknown().transform((raw, context) =>
    check(raw, (code, params, path) => {
      context.issues.push({
        code: 'custom',
        input: raw,
        message: code,
        ...(params === undefined ? {} : { params }),
        path: [...(path ?? [])],
      });
      return z.NEVER;
    }),
  );
}

/** Whether `raw` is a text with nothing visible in it, or no answer at all (FD3). */
export function isBlank(raw: unknown): boolean {
  return raw === undefined || raw === null || (typeof raw === 'string' && !hasVisibleCharacter(raw));
}

/** What a draft of a typed field may hold. */
export const TYPED_TEXT = z.string().max(20_000);
