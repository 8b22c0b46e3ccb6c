import type { z } from 'zod';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { ConditionFacts } from './condition.ts';
import type { FieldDefinition } from './field-definition.ts';
import type { FieldContext } from './field-type.ts';
import { fieldTypeOf } from './field-types.ts';
import type { FieldValue } from './field-value.ts';
import { isRequired, isShown } from './form-facts.ts';

/** What a strict reading of a form gives. `values` holds only what was accepted; with any issue nothing is submitted. */
export interface ParsedForm {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/**
 * Strictly reads the raw answers of `fields` (`docs/checking.md` FD1 to FD4): a hidden field's answer is left out, a
 * required one must be answered, every answer must obey its definition. Pointers are relative to the form: `/moveDate`.
 */
export function parseForm(
  fields: readonly FieldDefinition[],
  raw: Readonly<Record<string, unknown>>,
  facts: ConditionFacts,
  receivedOn: PlainDate,
): ParsedForm {
  const values: Record<string, FieldValue> = {};
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const answerOf = (field: FieldDefinition): unknown =>
    Object.hasOwn(raw, field.id) ? raw[field.id] : undefined;
  const alone: FieldContext = { receivedOn, valueOf: () => undefined, warn: () => undefined };
  const acceptedAlone = (id: string): FieldValue | undefined => {
    // The other field may stand later in the form, or look at this one in its turn.
    const field = fields.find((candidate) => candidate.id === id);
    if (field === undefined || !isShown(field, facts)) return undefined;
    return fieldTypeOf(field.type).submission(field, alone).safeParse(answerOf(field)).data;
  };
  const context: FieldContext = {
    receivedOn,
    valueOf: acceptedAlone,
    warn: (issue) => warnings.push(issue),
  };
  for (const field of fields) {
    if (!isShown(field, facts)) continue;
    const type = fieldTypeOf(field.type);
    const answer = answerOf(field);
    if (type.isEmpty(answer)) {
      // A retired field is still read where it was used, and asked for no more.
      if (isRequired(field, facts) && field.retired !== true) {
        issues.push({ pointer: pointerOf([field.id]), code: 'required' });
      }
      continue;
    }
    const parsed = type.submission(field, context).safeParse(answer);
    if (parsed.success) values[field.id] = parsed.data;
    else issues.push(...parsed.error.issues.map((issue) => issueOf(field, issue)));
  }
  return { values, issues, warnings };
}

function issueOf(field: FieldDefinition, issue: z.core.$ZodIssue): Issue {
  const params = issue.code === 'custom' ? (issue.params as Issue['params']) : undefined;
  return {
    pointer: pointerOf([field.id, ...issue.path]),
    code: issue.message,
    ...(params === undefined ? {} : { params }),
  };
}
