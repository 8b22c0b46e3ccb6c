import type { FieldDefinition } from './field-definition.ts';
import { fieldTypeOf } from './field-types.ts';

/**
 * The answers of a draft as far as the fields can hold them: whatever is of the wrong form for its field is left out,
 * everything else stays as it was typed, also in hidden fields.
 */
export function lenientAnswers(
  fields: readonly FieldDefinition[],
  raw: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    if (!Object.hasOwn(raw, field.id)) continue;
    const parsed = fieldTypeOf(field.type).draft.safeParse(raw[field.id]);
    if (parsed.success) kept[field.id] = parsed.data;
  }
  return kept;
}
