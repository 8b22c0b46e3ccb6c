import type { FieldDefinition, FieldKind } from '#shared/forms/field-definition.ts';
import type { FieldContext } from '#shared/forms/field-type.ts';
import { fieldTypeOf } from '#shared/forms/field-types.ts';
import type { FieldValue } from '#shared/forms/field-value.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';

/** The date of receipt in the tests of fields. */
export const RECEIVED_ON = PlainDate.parse('2026-10-09');

/** A field of the catalogue, with what a test does not care for filled in. */
export function fieldOf(type: FieldKind, rest: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    id: 'x',
    type,
    label: { lv: 'Lauks', en: 'Field' },
    required: false,
    validation: {},
    help: { lv: '', en: '' },
    sensitivity: 'none',
    ...(type === 'select' && {
      options: ['a', 'b'].map((value) => ({ value, label: { lv: value, en: value } })),
    }),
    ...rest,
  };
}

/** What checking an answer strictly gives. */
export interface Checked {
  readonly value: FieldValue | undefined;
  /** `code`, or `code at/place` where the place is inside the answer, with the numbers of the sentence. */
  readonly issues: readonly string[];
  readonly warnings: readonly Issue[];
}

/** Checks one answer strictly. `others` are accepted answers of other fields. */
export function check(
  definition: FieldDefinition,
  raw: unknown,
  others: Readonly<Record<string, FieldValue>> = {},
): Checked {
  const warnings: Issue[] = [];
  const context: FieldContext = {
    receivedOn: RECEIVED_ON,
    valueOf: (id) => others[id],
    warn: (issue) => warnings.push(issue),
  };
  const parsed = fieldTypeOf(definition.type).submission(definition, context).safeParse(raw);
  return {
    value: parsed.data,
    issues: (parsed.error?.issues ?? []).map((issue) => {
      const place = issue.path.length === 0 ? '' : ` ${issue.path.join('/')}`;
      const params =
        issue.code === 'custom' && issue.params !== undefined ? ` ${JSON.stringify(issue.params)}` : '';
      return `${issue.message}${place}${params}`;
    }),
    warnings,
  };
}
