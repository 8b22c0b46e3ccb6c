import { z } from 'zod';
import { type FieldType, isBlank, readAsText, strict } from '../field-type.ts';

/** One choice out of the definition's options. */
export const select: FieldType = {
  kind: 'select',
  screen: { kind: 'choice' },
  draft: z.string().max(200),
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) => {
      const option = (definition.options ?? []).find((candidate) => candidate.value === raw);
      if (option === undefined) return refuse('not-an-option');
      return option.retired === true ? refuse('option-retired') : option.value;
    }),
  conditionValue: (raw) => (typeof raw === 'string' && !isBlank(raw) ? raw : undefined),
  read: (definition, value) => {
    const option = (definition.options ?? []).find((candidate) => candidate.value === value);
    return option === undefined ? readAsText(value) : { kind: 'option', label: option.label };
  },
};
