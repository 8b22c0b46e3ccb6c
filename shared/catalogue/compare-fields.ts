import type { FieldDefinition, FieldOption } from '#shared/forms/field-definition.ts';
import type { CatalogueChange, ChangedValue } from './catalogue-change.ts';
import { compareLists } from './compare-lists.ts';

type Kinds<Item, Apart extends keyof Item> = Record<Exclude<keyof Item, Apart>, ChangedValue['kind']>;

const FIELD = {
  type: 'word',
  label: 'text',
  required: 'flag',
  requiredIf: 'unsaid',
  validation: 'unsaid',
  help: 'text',
  sensitivity: 'word',
  showIf: 'unsaid',
  supersededBy: 'unsaid',
} as const satisfies Kinds<FieldDefinition, 'id' | 'options' | 'retired'>;

const OPTION = {
  label: 'text',
  supersededBy: 'unsaid',
} as const satisfies Kinds<FieldOption, 'value' | 'retired'>;

/** The keys of a field and of an option whose changes are told. */
export const FIELD_ASPECTS: readonly string[] = Object.keys({ ...FIELD, ...OPTION });

/** The differences of two lists of information fields, options included. */
export function compareFields(
  before: readonly FieldDefinition[],
  after: readonly FieldDefinition[],
): readonly CatalogueChange[] {
  return compareLists(before, after, {
    part: 'field',
    idOf: ({ id }) => id,
    titleOf: ({ label }) => label,
    kinds: FIELD,
    isOrdered: true,
    inside: (was, is) =>
      compareLists(was.options ?? [], is.options ?? [], {
        part: 'option',
        idOf: ({ value }) => value,
        titleOf: ({ label }) => label,
        kinds: OPTION,
        isOrdered: true,
        of: () => is.label,
      }),
  });
}
