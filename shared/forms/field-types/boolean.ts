import { z } from 'zod';
import { type FieldType, strict } from '../field-type.ts';

/** Yes or no. `required` means: answered, either way. */
export const boolean: FieldType = {
  kind: 'boolean',
  draft: z.boolean(),
  isEmpty: (raw) => raw === undefined || raw === null,
  submission: () => strict((raw, refuse) => (typeof raw === 'boolean' ? raw : refuse('not-yes-or-no'))),
  conditionValue: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  read: (_definition, value) => ({ kind: 'boolean', value: value === true }),
};
