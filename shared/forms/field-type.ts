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

/** By what a field is answered on the screen. A unit stands behind what is typed. */
export type FieldScreen =
  | {
      readonly kind: 'line';
      readonly keyboard: 'text' | 'decimal' | 'numeric' | 'tel' | 'email';
      readonly unit?: string;
    }
  | { readonly kind: 'lines' | 'date' | 'choice' | 'yes-no' | 'person-code' | 'address' };

/**
 * One kind of field: how it is answered on the screen, the lenient validator of a draft, the strict one of a submission and what it is
 * read as, on the screen and on paper (`answer-text.ts`), all from one definition of the catalogue. A strict validator accepts its own output unchanged, because the centre checks again
 * what the counter has normalised (property of every type, `docs/checking.md` FD2).
 */
export interface FieldType {
  readonly kind: FieldKind;
  /** By what it is typed or chosen on the screen. */
  readonly screen: FieldScreen;
  /** What the screen may hold while typing. Anything else is dropped from a draft as unreadable. */
  readonly draft: z.ZodType;
  /** Whether nothing was answered. */
  isEmpty(raw: unknown): boolean;
  /** The strict validator: from the raw answer to the value of the record, or issues with literal codes. */
  submission(definition: FieldDefinition, context: FieldContext): z.ZodType<FieldValue>;
  /** What conditions see of a raw answer: the same before and after it was accepted (FD4). */
  conditionValue(raw: unknown): ConditionValue;
  /** What a value of the record is read as. It never fails: a value of another form is read as text. */
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

/** What a value says, as text; also one of a form that the type does not know. */
export function readAsText(value: FieldValue): Extract<ReadValue, { kind: 'text' }> {
  return { kind: 'text', text: typeof value === 'object' ? Object.values(value).join(' ') : String(value) };
}

/** What a draft of a typed field may hold. */
export const TYPED_TEXT = z.string().max(20_000);
