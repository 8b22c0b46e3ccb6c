import type { FieldDefinition } from '#shared/forms/field-definition.ts';

/** What every field of a form is given. The form keeps the raw answer; the field only shows and changes it. */
export interface FieldProps {
  readonly definition: FieldDefinition;
  /** Place of the answer in the form, as a JSON pointer. */
  readonly pointer: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The sentence for what is wrong at a place inside the answer; the empty path is the answer itself. */
  readonly errorAt: (path: string) => string | undefined;
  readonly isRequired: boolean;
}
