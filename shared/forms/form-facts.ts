import { type ConditionFacts, type ConditionValue, holds } from './condition.ts';
import type { FieldDefinition } from './field-definition.ts';
import { fieldTypeOf } from './field-types.ts';

/** The raw answers that a form's conditions look at. */
export interface FormAnswers {
  /** Raw answers of the service's own fields, by field id. */
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * What is known of the common fields, by field id. `this-form`: the form is that of the common fields itself, where
   * `common` and `field` mean the same (`docs/catalogue.md` CA24).
   */
  readonly common: Readonly<Record<string, ConditionValue>> | 'this-form';
  /** What is known of this form's fields without being asked in it, by field id. */
  readonly known?: Readonly<Record<string, ConditionValue>>;
  /** Answers to the eligibility questions, by question id. */
  readonly eligibility: Readonly<Record<string, boolean | undefined>>;
}

/**
 * What conditions may see. A field that is itself hidden counts as unanswered; definitions have no cycle, which the
 * catalogue's importer has proved.
 */
export function formFacts(fields: readonly FieldDefinition[], answers: FormAnswers): ConditionFacts {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const known = new Map<string, ConditionValue>(Object.entries(answers.known ?? {}));
  const facts: ConditionFacts = {
    field: (id) => {
      if (known.has(id)) return known.get(id);
      known.set(id, undefined);
      const field = byId.get(id);
      const isHidden = field === undefined || !isShown(field, facts);
      const value = isHidden ? undefined : fieldTypeOf(field.type).conditionValue(own(answers.values, id));
      known.set(id, value);
      return value;
    },
    common: (id) => (answers.common === 'this-form' ? facts.field(id) : own(answers.common, id)),
    eligibility: (id) => own(answers.eligibility, id),
  };
  return facts;
}

/** Whether the screen shows the field now. */
export function isShown(field: FieldDefinition, facts: ConditionFacts): boolean {
  return field.showIf === undefined || holds(field.showIf, facts);
}

/** Whether a shown field must be answered now. `required: true` wins over `requiredIf`. */
export function isRequired(
  demand: { readonly required: boolean; readonly requiredIf?: FieldDefinition['requiredIf'] | undefined },
  facts: ConditionFacts,
): boolean {
  return demand.required || (demand.requiredIf !== undefined && holds(demand.requiredIf, facts));
}

/** A member of a record by a key that comes from data: never one that the object inherited. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
