import { z } from 'zod';
import { type FieldType, readAsText, strict } from '../field-type.ts';

/** Yes or no. `required` means: answered, either way. */
export const boolean: FieldType = {
  kind: 'boolean',
  screen: { kind: 'yes-no' },
  draft: z.boolean(),
  isEmpty: (raw) => raw === undefined || raw === null,
  submission: () => strict((raw, refuse) => (typeof raw === 'boolean' ? raw : refuse('not-yes-or-no'))),
  conditionValue: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  read: (_definition, value) => (typeof value === 'boolean' ? { kind: 'boolean', value } : readAsText(value)),
};
